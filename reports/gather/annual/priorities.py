"""The board's priorities of the year: what was asked and taught for each, and where nothing is shown yet."""

from collections.abc import Iterable, Iterator

from agencies.models import Board, Priority
from agencies.rules import clock
from reports.gather.annual.challenges import Question, YearOfQuestions, as_it_stood
from reports.gather.annual.words import section
from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Column, Paragraph, Section, Table
from training.models import CoursePriority

_COLUMNS = (
    Column("Priority"),
    Column("Questions put to agencies", number=True),
    Column("Closed", number=True),
    Column("Shown impact", number=True),
    Column("Courses that serve it", number=True),
)
_NOTE = (
    "Questions that were open in the year. “Shown impact”: the figure moved, evidence of another kind bears it out, "
    "and children are better off by the word of whoever leads the board."
)


def priorities_section(board: Board, year: int, questions: YearOfQuestions, text: Text) -> Section | None:
    """Each priority that held in the year with what was done, and by name those without any shown impact."""
    held = list(
        Priority.objects.filter(board=board, first_year__lte=year, last_year__gte=year).order_by(
            "first_year", "pk"
        )
    )
    return section("priorities", text, _blocks(held, questions, year) if held else ())


def _blocks(held: list[Priority], questions: YearOfQuestions, year: int) -> Iterator[Block]:
    courses = _courses(held)
    rows = tuple(_row(one, questions, courses[one.pk]) for one in held)
    yield Table(
        "priorities-table", "The priorities of the year", _COLUMNS, rows, note=f"{_NOTE} {as_it_stood(year)}"
    )
    without = [one.title for one in held if not _of(one, questions.shown)]
    if without:
        yield Paragraph(
            f"No impact on children had been shown by {clock.today():%-d %B %Y} for: {'; '.join(without)}.",
            see=("questions",),
        )


def _row(one: Priority, questions: YearOfQuestions, courses: int) -> tuple[Cell, ...]:
    shown, unshown = _of(one, questions.shown), _of(one, questions.unshown)
    return (
        Cell(one.title, quiet=f"Led by {one.owner}" if one.owner else ""),
        Cell(str(_of(one, questions.every))),
        Cell(str(shown + unshown)),
        Cell(str(shown)),
        Cell(str(courses)),
    )


def _of(priority: Priority, questions: Iterable[Question]) -> int:
    return sum(one.challenge.priority_id == priority.pk for one in questions)


def _courses(held: list[Priority]) -> dict[int, int]:
    served = list(CoursePriority.objects.filter(priority__in=held).values_list("priority_id", flat=True))
    return {one.pk: served.count(one.pk) for one in held}
