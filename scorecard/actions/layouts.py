"""What an agency says of its own files: tried out, remembered as a version, forgotten again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from agencies.actions import record
from agencies.keeping import kept
from agencies.locks import Work, one_after_another
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from files.reading import read_apart
from scorecard.imports.answers import answers_of, as_kept, with_more, without
from scorecard.imports.check import check
from scorecard.imports.context import knowledge_for
from scorecard.imports.placed import labels_seen, placed
from scorecard.imports.read import read
from scorecard.imports.rows import Answers, Checked, Context, Tables
from scorecard.models import Layout, Submission
from scorecard.permissions import can_send
from scorecard.queries.mapping import current_layout

#: Where a file stands when saying how to read it may still change what comes of it.
OPEN = frozenset({Submission.State.TO_CORRECT, Submission.State.READY})
_CHECK = Actor(None, "The import check")


@dataclass(frozen=True)
class Look:
    """A file as it is read with certain answers; nothing of it is written anywhere."""

    tables: Tables
    checked: Checked
    context: Context


def look(submission: Submission, more: Mapping[str, Mapping[str, str]] | None = None) -> Look:
    """Read a kept file by what its agency has said, and `more`. Raises `Unreadable` and `Damaged` as a check does."""
    book = read_apart(kept(submission.stored, size=submission.size, sha256=submission.sha256))
    context = knowledge_for(submission).context
    context = replace(context, answers=with_more(context.answers, more or {}))
    tables = read(book, context.answers)
    return Look(placed(tables, context), check(tables, context), context)


@transaction.atomic
def remember(*, submission_id: int, said: Mapping[str, Mapping[str, str]], by: Standing) -> Layout:
    """Keep what the agency says of its files as the next version, and have the file checked again by it.

    Raises `Refused` when nothing was said, or the file is one that no answer changes any more.
    """
    submission = Submission.objects.select_for_update(of=("self",)).get(
        pk=submission_id, board_id=by.board_id
    )
    can_send(by, submission.agency_id).demand()
    if submission.state not in OPEN:
        raise Refused(
            f"This file is {submission.get_state_display()}, so how it is read cannot change any more."
        )
    if not any(said.values()):
        raise Refused("Nothing was answered, so there is nothing to remember.")
    layout = _next(
        submission.board_id,
        submission.agency_id,
        lambda answers: with_more(answers, said),
        by.actor,
    )
    number = sum(map(len, said.values()))
    record.enter(
        by=by.actor,
        verb="layouts.remember",
        kind="submission",
        reference=submission.pk,
        board_code=by.board_code,
        words=(
            f"Said how files of {submission.agency.name} are read ({number} answer{'' if number == 1 else 's'}), "
            f"version {layout.version}; “{submission.file_name}” is checked again."
        ),
        details={kind: dict(given) for kind, given in said.items()},
    )
    submission.state = Submission.State.RECEIVED
    submission.attempts = 0
    submission.save(update_fields=["state", "attempts"])
    return layout


@transaction.atomic
def forget(*, agency_id: int, kind: str, key: str, by: Standing) -> Layout:
    """Take one answer back: the next version is without it. Raises `Refused` when it was never given."""
    can_send(by, agency_id).demand()
    held = answers_of(current_layout(by.board_id, agency_id))
    if key not in getattr(held, kind, {}):
        raise Refused("That is not remembered any more.")
    layout = _next(by.board_id, agency_id, lambda answers: without(answers, kind, key), by.actor)
    record.enter(
        by=by.actor,
        verb="layouts.forget",
        kind="layout",
        reference=layout.pk,
        board_code=by.board_code,
        words=f"Forgot what “{key}” means in files of {layout.agency.name}, version {layout.version}.",
    )
    return layout


@transaction.atomic
def notice(*, submission: Submission, tables: Tables) -> None:
    """Keep the headings of a file without an error, so that the next one's can be held against them."""
    seen = list(labels_seen(tables))
    held = current_layout(submission.board_id, submission.agency_id)
    if not seen or (held is not None and held.headings_seen == seen):
        return
    _next(submission.board_id, submission.agency_id, lambda answers: answers, _CHECK, seen)


def _next(
    board_id: int,
    agency_id: int,
    change: Callable[[Answers], Answers],
    by: Actor,
    seen: list[str] | None = None,
) -> Layout:
    """The next version of an agency's layout; two at once wait for each other."""
    one_after_another(Work.LOADING, agency_id)
    held = current_layout(board_id, agency_id)
    headings = seen if seen is not None else list(held.headings_seen) if held is not None else []
    return Layout.objects.create(
        board_id=board_id,
        agency_id=agency_id,
        version=held.version + 1 if held is not None else 1,
        answers=as_kept(change(answers_of(held))),
        headings_seen=headings,
        made_at=clock.now(),
        made_by=by.words,
    )
