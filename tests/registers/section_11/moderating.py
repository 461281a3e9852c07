"""A cycle with one submitted self-assessment of three standards, for tests of moderation."""

from datetime import UTC, date, datetime
from typing import Any

from agencies.models import Agency, Board, Person
from registers.models import Answer, Assessment, Cycle
from tests.factories import (
    AnswerFactory,
    AssessmentFactory,
    AssignmentFactory,
    CycleFactory,
    StandardFactory,
)

SUBMITTED_AT = datetime(2018, 5, 14, 10, tzinfo=UTC)


def cycle_of(board: Board, **given: Any) -> Cycle:
    """A launched cycle on 0 to 3, asking three standards, with a panel on 10 July 2018."""
    cycle: Cycle = CycleFactory(
        board=board, number=1, name="2017-18", **{"panel_on": date(2018, 7, 10), **given}
    )
    for number, title in enumerate(("Leadership", "Training", "Recruitment"), 1):
        StandardFactory(standards=cycle.standards, number=number, title=title)
    return cycle


def submitted(cycle: Cycle, agency: Agency, *scores: int | None, **given: Any) -> Assessment:
    """A self-assessment that came, with these scores in the order of the standards; None does not apply."""
    assessment: Assessment = AssessmentFactory(
        cycle=cycle,
        agency=agency,
        **{
            "state": "submitted",
            "submitted_at": SUBMITTED_AT,
            "submitted_by": "Erin Executive (Executive)",
            **given,
        },
    )
    for standard, score in zip(cycle.standards.standards.order_by("number"), scores, strict=False):
        AnswerFactory(
            assessment=assessment,
            standard=standard,
            score=score,
            not_applicable=score is None,
            why_not="It employs nobody." if score is None else "",
            words=f"What it says under {standard.title}.",
            authors=["Ada Writer, author"],
        )
    return assessment


def moderates(assessment: Assessment, person: Person) -> None:
    """Name a moderator."""
    AssignmentFactory(
        assessment=assessment, part="moderator", person=person, name=person.name, email=person.email
    )


def answer(assessment: Assessment, number: int) -> Answer:
    """What stands under a standard now."""
    return Answer.objects.get(assessment=assessment, standard__number=number)
