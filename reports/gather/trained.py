"""Who was trained in the year, from the training records: different people in each half and in all of it."""

from dataclasses import dataclass

from agencies.models import Board
from reports.rules.blocks import Cell, Column, Paragraph, Section, Table
from reports.rules.trained import Line, printed, total
from scorecard.queries.publishing import Publishing
from scorecard.rules.periods import financial_year
from training.presenters.trained import waiting_words, window_words
from training.queries.trained import Trained, trained_at
from training.rules.people import Window, half_end

_NOTE = (
    "Different frontline staff who came to a session of the board, counted from its training records: who came twice "
    "is one person, so the halves do not add up to the year. Each counts under the agency and the profession of the "
    "last time. A headline, not tested for patterns."
)


@dataclass(frozen=True, slots=True)
class TrainedYear:
    """What the report prints of it; all empty where no record is kept."""

    summary: str = ""
    columns: tuple[str, ...] = ()
    agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    professions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[str, ...] = ()
    #: Of the columns, in their order.
    totals: tuple[str, ...] = ()


def trained_section(board: Board, year: int, allowed: Publishing) -> Section | None:
    """The section that prints it; None where no record is kept."""
    found = trained_year(board, year, allowed)
    if not found.summary:
        return None
    tables = (
        _table("trained-agencies", "Agency", "Who was trained, by agency", found.columns, found.agencies),
        _table(
            "trained-professions",
            "Profession",
            "Who was trained, by profession",
            found.columns,
            found.professions,
        ),
    )
    notes = tuple(Paragraph(note, "note") for note in found.notes)
    return Section("trained", "Who was trained", (Paragraph(found.summary), *tables, *notes))


def _table(
    code: str,
    first: str,
    caption: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, tuple[str, ...]], ...],
) -> Table:
    return Table(
        code,
        caption,
        (Column(first), *(Column(column, number=True) for column in columns)),
        tuple((Cell(name), *map(Cell, numbers)) for name, numbers in rows),
        look="wide",
    )


def trained_year(board: Board, year: int, allowed: Publishing) -> TrainedYear:
    """The people of a year April to March, of its halves, and who was not reached in it."""
    whole = financial_year(year)
    first_half = Window(whole.first, half_end(whole.first))
    windows = (
        first_half,
        Window(whole.last.replace(year=year, month=10, day=1), whole.last),
        Window(whole.first, whole.last),
    )
    found = tuple(trained_at(board.pk, one) for one in windows)
    of_year = found[-1]
    if not of_year.people and not of_year.waiting:
        return TrainedYear()
    rule = allowed.rules.board
    totals = tuple(total(one.people, highest=rule.highest, round_to=rule.round_to) for one in found)
    return TrainedYear(
        summary=(
            f"Different frontline staff trained in the year: {totals[2]}; from April to September: {totals[0]}; from "
            f"October to March: {totals[1]}."
        ),
        columns=(*map(window_words, windows[:2]), "The year"),
        agencies=(
            *printed(_lines(found, "agencies"), highest=rule.highest, round_to=rule.round_to),
            ("All agencies", totals),
        ),
        professions=(
            *printed(_lines(found, "professions"), highest=rule.highest, round_to=rule.round_to),
            ("All professions", totals),
        ),
        notes=tuple(filter(None, (_NOTE, *_not_reached(of_year), waiting_words(of_year.waiting)))),
        totals=totals,
    )


def _lines(found: tuple[Trained, ...], kind: str) -> list[Line]:
    columns = [{one.name: one.people for one in getattr(part, kind)} for part in found]
    names = dict.fromkeys(name for column in reversed(columns) for name in column)
    return [
        Line(name or "Profession not known", tuple(column.get(name, 0) for column in columns))
        for name in names
    ]


def _not_reached(found: Trained) -> list[str]:
    said = []
    if found.agencies_not_reached:
        said.append(f"Nobody came from: {'; '.join(found.agencies_not_reached)}.")
    if found.professions_not_reached:
        said.append(f"Nobody came of these professions: {'; '.join(found.professions_not_reached)}.")
    return said
