"""Explanations: what a released file leaves to explain, and the agency's word on it, which becomes commentary."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.screening import screen
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.models import Commentary, Explanation, Figure, Finding, Submission
from scorecard.permissions import can_comment
from scorecard.rules.periods import Period, quarter_holding

#: Characters of an explanation: what a page of commentary takes.
LONGEST = 4000
#: The finding that only counts others.
_COUNT = "more-findings"
_OPEN = (Submission.State.READY, Submission.State.TO_CORRECT)


class _Key(NamedTuple):
    """The figure an explanation is of; no indicator where it is of a whole return."""

    indicator_id: int | None
    area_id: int | None
    breakdown: str
    first: date
    last: date


def _sound(text: str) -> str:
    """The text as it is kept. Raises `Refused` when it is too long or could identify a child."""
    said = text.strip()
    if len(said) > LONGEST:
        raise Refused(f"The explanation is longer than {LONGEST:,} characters. Say it shorter.")
    hits = screen(said)
    if hits:
        raise Refused(
            f"“{hits[0].words}” could identify a child. Write the explanation without; nothing of it was kept."
        )
    return said


@transaction.atomic
def answer_findings(*, submission_id: int, answers: Mapping[int, str], by: Standing) -> int:
    """Keep what the sender says of findings to explain, by their order, before release; returns how many.

    A blank text takes an earlier one back. Raises `Refused` when the file is not waiting, or a text may not be kept.
    """
    submission = Submission.objects.select_for_update(of=("self",)).get(
        pk=submission_id, board_id=by.board_id
    )
    can_comment(by, submission.agency_id).demand()
    if submission.state not in _OPEN:
        raise Refused("This file no longer waits: answer on the page of explanations owed.")
    asked = submission.findings.filter(severity="explain", order__in=list(answers)).exclude(code=_COUNT)
    changed = [one for one in asked if one.answer != answers[one.order].strip()]
    for one in changed:
        one.answer = _sound(answers[one.order])
        one.answered_at = clock.now() if one.answer else None
        one.answered_by = by.actor.words if one.answer else ""
    Finding.objects.bulk_update(changed, ["answer", "answered_at", "answered_by"])
    if changed:
        words = f"Explained {len(changed)} of the findings in “{submission.file_name}” before release."
        _enter(by.actor, "explanations.answer_findings", "submission", submission.pk, by.board_code, words)
    return sum(1 for one in changed if one.answer)


def open_for(submission: Submission, *, by: Actor) -> int:
    """Open what a file just released leaves to explain; returns how many are owed. In the caller's transaction.

    What was answered on the check page is explained at once. What an earlier file was asked of figures that this
    one has replaced is closed, saying so.
    """
    _close_replaced(submission)
    known = set(
        Explanation.objects.filter(submission=submission).values_list(
            "code", "indicator_id", "area_id", "breakdown", "first", "last", "asked"
        )
    )
    asked = submission.findings.filter(severity="explain").exclude(code=_COUNT).order_by("order")
    opened = [
        _asked(submission, one)
        for one in asked
        if (one.code, *_key_of(submission, one), one.message) not in known
    ]
    Explanation.objects.bulk_create(opened)
    _comment(one for one in opened if one.text)
    owed = sum(1 for one in opened if not one.text)
    if owed:
        words = f"{owed} explanation{'' if owed == 1 else 's'} owed of “{submission.file_name}”."
        _enter(by, "explanations.open", "submission", submission.pk, submission.board.code, words)
    return owed


@transaction.atomic
def explain(*, explanation_id: int, text: str, by: Standing) -> Explanation:
    """Answer one explanation owed; the text becomes commentary on its figure.

    Raises `Refused` when it is empty, was given already, is another agency's, or could identify a child.
    """
    one = Explanation.objects.select_for_update(of=("self",)).get(pk=explanation_id, board_id=by.board_id)
    can_comment(by, one.agency_id).demand()
    if one.text:
        raise Refused("This was explained already. Write further commentary on the indicator’s own page.")
    said = _sound(text)
    if not said:
        raise Refused("Write the explanation first.")
    one.text, one.explained_at, one.explained_by = said, clock.now(), by.actor.words
    one.save(update_fields=["text", "explained_at", "explained_by"])
    _comment([one], by.person_id)
    of = f"{one.indicator.code}, " if one.indicator else ""
    words = f"Explained {of}{one.first:%-d %B %Y} to {one.last:%-d %B %Y}."
    about = ("explanation", one.pk) if one.submission_id is None else ("submission", one.submission_id)
    _enter(by.actor, "explanations.explain", *about, by.board_code, words)
    return one


def _asked(submission: Submission, finding: Finding) -> Explanation:
    return Explanation(
        board_id=submission.board_id,
        agency_id=submission.agency_id,
        **_key_of(submission, finding)._asdict(),
        code=finding.code,
        asked=finding.message,
        submission=submission,
        asked_at=clock.now(),
        asked_by="The import check",
        text=finding.answer,
        explained_at=finding.answered_at,
        explained_by=finding.answered_by,
    )


def _key_of(submission: Submission, finding: Finding) -> _Key:
    """The figure asked of; of a whole file, the period it answers, or the quarter before it came."""
    if finding.first is not None and finding.last is not None:
        return _Key(
            finding.indicator_id, finding.area_id, finding.breakdown or "all", finding.first, finding.last
        )
    owed = submission.answers
    span: Period | None = None if owed else quarter_holding(submission.received_at.date()).previous()
    first, last = (owed.first, owed.last) if owed else (span.first, span.last)  # type: ignore[union-attr]
    return _Key(None, None, "all", first, last)


def _close_replaced(submission: Submission) -> None:
    """Nobody owes a word about a figure that a later file has replaced."""
    waiting = list(
        Explanation.objects.select_for_update()
        .filter(
            board_id=submission.board_id, agency_id=submission.agency_id, text="", indicator__isnull=False
        )
        .exclude(submission=submission)
    )
    if not waiting:
        return
    replaced = set(
        Figure.objects.filter(
            superseded_by=submission, indicator_id__in={one.indicator_id for one in waiting}
        ).values_list("indicator_id", "area_id", "breakdown", "first", "last")
    )
    for one in waiting:
        if (one.indicator_id, one.area_id, one.breakdown, one.first, one.last) in replaced:
            one.text = f"The figure was replaced by “{submission.file_name}”."
            one.explained_at, one.explained_by = clock.now(), "The import check"
            one.save(update_fields=["text", "explained_at", "explained_by"])


def _comment(explained: Iterable[Explanation], person_id: int | None = None) -> None:
    """What explains a figure stands beside it as its agency's commentary, once."""
    said: dict[tuple[int, date, date, str], Explanation] = {}
    for one in explained:
        if one.indicator_id is not None:
            said.setdefault((one.indicator_id, one.first, one.last, one.text), one)
    Commentary.objects.bulk_create(
        Commentary(
            indicator_id=indicator_id,
            agency_id=one.agency_id,
            first=first,
            last=last,
            text=text,
            written_at=one.explained_at or clock.now(),
            written_by_id=person_id,
            written_words=one.explained_by,
        )
        for (indicator_id, first, last, text), one in said.items()
    )


def _enter(by: Actor, verb: str, kind: str, reference: int, board_code: str, words: str) -> None:
    record.enter(by=by, verb=verb, kind=kind, reference=reference, board_code=board_code, words=words)
