"""A chosen thread in full: what was asked and why, each step, what was replied, judged, done and changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.models import Challenge, Evidence, Reply
from registers.presenters.threads import thread_words
from registers.queries.actions import actions_from
from registers.queries.evidence import evidence_seen_of
from registers.queries.seen import challenges_seen
from registers.queries.threads import Thread, threads_of
from registers.rules.actions import STATE_WORDS
from reports.gather.annual.words import paragraphs
from reports.gather.board_pack.words import day, present, short, table
from reports.rules.blocks import (
    Block,
    Cell,
    Column,
    Drawing,
    Heading,
    IndicatorBlock,
    Panel,
    Paragraph,
    Section,
)
from reports.rules.enclosures import Enclosure, place_of
from scorecard.rules.words import NONE

_STEPS = (
    Column("No.", number=True),
    Column("Day"),
    Column("Step"),
    Column("What"),
    Column("Days to the next", number=True),
)
_ACTIONS = (Column("Action"), Column("Whose"), Column("Due"), Column("State"))
_EVIDENCE = (Column("What bears it out"), Column("Kind and strength"), Column("File or source"))


@dataclass(frozen=True, slots=True)
class Told:
    """A thread as a section, and the files it encloses."""

    section: Section
    enclosures: tuple[Enclosure, ...]


def chosen_threads(standing: Standing, chosen: Sequence[Sequence[str]]) -> tuple[Thread, ...]:
    """The threads of these references, in the order chosen; what is gone is left out."""
    keys = [int(key) for kind, key in chosen if kind == "challenge" and key.isdecimal()]
    found = {
        one.pk: one
        for one in challenges_seen(standing).filter(pk__in=keys).select_related("board", "priority", "watch")
    }
    made = threads_of(standing, found.values())
    return tuple(made[key] for key in keys if key in made)


def told(standing: Standing, thread: Thread, drawn: IndicatorBlock | None) -> Told:
    """The whole of one thread. `drawn`: the indicator it watches, as the scorecard has it."""
    challenge, key = thread.challenge, f"thread-{thread.challenge.number}"
    items = _items(standing, challenge)
    enclosures = tuple(_enclosures(challenge, items))
    blocks = present(
        Panel("What was asked", f"{key}-question", tuple(filter(None, (challenge.question, challenge.why)))),
        Paragraph(_origin(challenge), "quiet"),
        table(f"{key}-steps", "From signal to result", _STEPS, _steps(thread)),
        *_replies(challenge, key),
        table(f"{key}-actions", "What was agreed", _ACTIONS, _actions(standing, challenge)),
        *_result(thread, key, drawn),
        table(f"{key}-evidence", "Evidence", _EVIDENCE, [_evidence(one, enclosures) for one in items]),
    )
    return Told(Section(key, f"{challenge.reference} {challenge.title}", blocks), enclosures)


def _origin(challenge: Challenge) -> str:
    parts = [
        f"Raised on {day(challenge.raised_at.astimezone(LONDON).date())}",
        f"from {challenge.origin_words}" if challenge.origin_words else "",
        f"at {challenge.forum}" if challenge.forum else "",
        f"minute {challenge.minute}" if challenge.minute else "",
        f"for the priority “{challenge.priority.title}”" if challenge.priority else "",
    ]
    return f"{', '.join(filter(None, parts))}."


def _steps(thread: Thread) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(str(one.number)),
            Cell(day(one.on)),
            Cell(one.kind, quiet=one.reference),
            Cell(one.title, quiet=short(one.note)),
            Cell("" if one.days is None else str(one.days)),
        )
        for one in thread_words(thread).knots
    ]


def _replies(challenge: Challenge, key: str) -> Iterator[Block]:
    """Each reply in full, and what the chair made of it."""
    rows = Reply.objects.filter(asked__challenge=challenge).select_related("asked__agency").order_by("pk")
    for number, one in enumerate(rows, start=1):
        on = day(one.replied_at.astimezone(LONDON).date())
        yield Heading(f"Reply of {short(one.asked.agency.name)}, {on}", f"{key}-reply-{number}")
        yield from (Paragraph(part) for part in paragraphs(one.text))
        if one.judged_at:
            judged = day(one.judged_at.astimezone(LONDON).date())
            said = " ".join(filter(None, (one.chair_words, one.missing)))
            yield Paragraph(f"The chair, {judged}: {one.get_verdict_display()}. {said}".strip(), "note")


def _actions(standing: Standing, challenge: Challenge) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(f"{one.reference} {one.text}"),
            Cell(short(one.owner)),
            Cell(
                day(one.due_on),
                quiet=f"date moved {one.moved} times"
                if one.moved > 1
                else "date moved once"
                if one.moved
                else "",
            ),
            Cell(STATE_WORDS[one.state]),
        )
        for one in actions_from(standing, "challenge", challenge.pk)
    ]


def _result(thread: Thread, key: str, drawn: IndicatorBlock | None) -> Iterator[Block]:
    """What its figure did, and what the board made of that."""
    challenge = thread.challenge
    if drawn is not None and drawn.chart is not None:
        yield Drawing(f"{key}-figure", f"{drawn.title}, {drawn.unit}", drawn.chart)
    said = [
        f"Result: {thread.result}." if thread.result else "No figure is watched.",
        *filter(None, (challenge.outcome, challenge.impact, challenge.chair_words)),
    ]
    if challenge.closed_at:
        shown = "with shown impact" if challenge.shown_impact else "without shown impact"
        said.append(f"Closed on {day(challenge.closed_at.astimezone(LONDON).date())}, {shown}.")
    yield Panel("What came of it", f"{key}-result", tuple(said))


def _items(standing: Standing, challenge: Challenge) -> list[Evidence]:
    """What bears out its replies, its actions and its impact, in the order it came; what was taken back is not here."""
    actions = [one.id for one in actions_from(standing, "challenge", challenge.pk)]
    about = Q(challenge=challenge) | Q(reply__asked__challenge=challenge) | Q(action_id__in=actions)
    return list(evidence_seen_of(standing, Evidence.objects.filter(about, taken_back_at=None)).order_by("pk"))


def _enclosures(challenge: Challenge, items: Sequence[Evidence]) -> Iterator[Enclosure]:
    number = 0
    for one in items:
        if one.may_be_handed_out:
            number += 1
            yield Enclosure(place_of(challenge.reference, number, one.file_name), one.words, one.sha256)


def _evidence(one: Evidence, enclosures: Sequence[Enclosure]) -> tuple[Cell, ...]:
    place = next((each.place for each in enclosures if one.sha256 and each.sha256 == one.sha256), "")
    where = place or one.link or one.figure or (one.audit.reference if one.audit else "")
    held = f"{one.file_name}, {one.get_scan_display()}" if one.file_name and not place else ""
    return (
        Cell(one.words),
        Cell(one.get_kind_display(), quiet=one.strength_words),
        Cell(where or ("" if held else NONE), quiet=held),
    )
