"""An organisation in a cycle, and who has which part in it, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.rules.clock import LONDON
from registers.models import Assessment
from registers.presenters.section_11.cycles import state_words
from registers.queries.section_11.people import PartKept
from registers.rules.section_11.cycles import Stage
from registers.rules.section_11.duties import DUTY_WORDS, Duty
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.states import State


@dataclass(frozen=True, slots=True)
class PartWords:
    """One row: who, which part, how they come in, until when."""

    pk: int
    name: str
    email: str
    part: str
    way: str
    since: date
    until: date | None
    ended: date | None


def part_rows(kept: Iterable[PartKept], stage: Stage) -> list[PartWords]:
    """The rows of those who have or had a part."""
    return [
        PartWords(
            pk=one.assignment.pk,
            name=one.assignment.name,
            email=one.assignment.email,
            part=PART_WORDS[Part(one.assignment.part)],
            way=_way(one, stage),
            since=one.assignment.since,
            until=one.assignment.until,
            ended=one.assignment.ended_at.astimezone(LONDON).date() if one.assignment.ended_at else None,
        )
        for one in kept
    ]


def facts(assessment: Assessment) -> list[tuple[str, str, str]]:
    """By what right it is asked, where it stands, when it is due: each with a note."""
    own_day = assessment.due_on != assessment.cycle.due_on
    return [
        ("Group", DUTY_WORDS[Duty(assessment.duty)], assessment.basis),
        ("State", state_words(assessment, State(assessment.state)), ""),
        ("Due", f"{assessment.due_on:%-d %B %Y}", "its own day" if own_day else ""),
        ("Asked again", "Kindly" if assessment.kindly else "As the board’s ladder says", ""),
    ]


def _way(one: PartKept, stage: Stage) -> str:
    if not one.now:
        return "Ended"
    if one.assignment.person_id is not None:
        return "Signs in"
    if stage is Stage.PLANNED:
        return "Gets a link at the launch"
    return "Has a link that works" if one.link_until else "No link works: send one"
