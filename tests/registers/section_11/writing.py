"""A self-assessment being written, as tests do it: who writes, by account or by link, and answers that are complete."""

from datetime import date

from agencies.models import Agency, Board, Person
from registers.actions.section_11 import answers
from registers.models import Assessment, Assignment, Cycle
from registers.queries.section_11.writers import Writer, writer_by
from registers.rules.section_11.answering import Written
from tests.factories import (
    AssessmentFactory,
    AssignmentFactory,
    CycleFactory,
    StandardFactory,
    StandardSetFactory,
)

EMPTY = Written()
POLICY = Written(2, words="A policy of 2016, known to all staff.")


def asked(
    board: Board, agency: Agency, *, standards: int = 2, number: int = 1, state: str = "sent"
) -> Assessment:
    """A launched cycle of so many standards, and what one organisation is asked in it."""
    found: Cycle = CycleFactory(
        board=board,
        number=number,
        standards=StandardSetFactory(board=board, version=number),
        opens_on=date(2017 + number, 4, 2),
        due_on=date(2017 + number, 6, 29),
    )
    for one in range(1, standards + 1):
        StandardFactory(standards=found.standards, number=one)
    made: Assessment = AssessmentFactory(cycle=found, agency=agency, state=state)
    return made


def part(
    assessment: Assessment, part: str = "author", name: str = "Ada Writer", person: Person | None = None
) -> Assignment:
    """Somebody's part in it."""
    email = person.email if person else f"{name.split()[0].lower()}@charity.example"
    made: Assignment = AssignmentFactory(
        assessment=assessment, part=part, name=name, email=email, person=person
    )
    return made


def writer(assessment: Assessment, kind: str = "author", name: str = "Ada Writer") -> Writer:
    """Somebody who came by a link to their part."""
    return writer_by(part(assessment, kind, name))


def answered(assessment: Assessment, by: Writer, written: Written = POLICY) -> None:
    """Answer every standard alike."""
    for number in assessment.cycle.standards.standards.values_list("number", flat=True):
        answers.save(assessment_id=assessment.pk, number=number, saw=EMPTY, written=written, by=by)
