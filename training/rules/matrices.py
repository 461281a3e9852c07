"""Numbers in a matrix of courses by agencies: what a cell tells, and whether totals add up. Totals are never counted.

Places told as numbers name nobody, so nothing here is ever added to people, or to places kept here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from training.rules.columns import plain

#: No course has more places of one agency in a quarter: whoever writes more has written something else.
MOST = 99_999


class Telling(StrEnum):
    """What a cell tells. A sign that hides a number is no zero; a blank tells nothing."""

    PLACES = "places"
    NOT_TOLD = "not told"
    NOT_APPLICABLE = "not applicable"
    BLANK = "blank"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Told:
    """What one cell tells: `places` is a number where it is of that kind, else None."""

    telling: Telling
    places: int | None = None


BLANK, NOT_TOLD = Told(Telling.BLANK), Told(Telling.NOT_TOLD)
NOT_APPLICABLE, UNCLEAR = Told(Telling.NOT_APPLICABLE), Told(Telling.UNCLEAR)
_HIDING = frozenset({"*", "**", "x", "c", "..", ":", "-", "--", "–", "—", "<5", "<6", "<10", "[c]", "[x]"})
_NO_PLACE = frozenset({"n/a", "na", "n.a.", "not applicable", "n / a"})
_HIDDEN_WORDS = frozenset({"suppressed", "not known", "not told", "tbc", "not supplied", "unknown"})
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?")
_TOTALS = frozenset(
    {"total", "totals", "grand total", "overall", "overall total", "sum", "all", "all agencies", "all courses",
     "all partners", "total places", "total attended", "total attendance", "total by agency", "total by course",
     "total all agencies", "total all courses"}
)  # fmt: skip


def told_in(text: str) -> Told:
    """What a cell's text tells. Neither a whole number nor a sign we know is unclear: nothing is guessed."""
    said = " ".join(text.lower().split())
    if not said:
        return BLANK
    if said in _NO_PLACE:
        return NOT_APPLICABLE
    if said in _HIDING or said in _HIDDEN_WORDS:
        return NOT_TOLD
    if not said.isascii() or not _NUMBER.fullmatch(said):
        return UNCLEAR
    number = int(said.partition(".")[0].replace(",", ""))
    return Told(Telling.PLACES, number) if number <= MOST else UNCLEAR


def is_total(label: str) -> bool:
    """Whether a heading is of a total: checked against its parts, and never counted."""
    return plain(label) in _TOTALS


def is_subtotal(label: str) -> bool:
    """Whether a heading is of a total of some of its neighbours, nobody knows which: left out and not checked."""
    return plain(label).startswith(("subtotal", "sub total"))


def sum_of(parts: Iterable[Told]) -> tuple[int, bool]:
    """What parts come to as far as they are told, and whether one of them is hidden. A blank adds nothing."""
    known, hidden = 0, False
    for one in parts:
        known += one.places or 0
        hidden = hidden or one.telling in (Telling.NOT_TOLD, Telling.UNCLEAR)
    return known, hidden


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not the sum of its parts: they come to `known`, or to that at least where some are hidden."""

    row: int
    column: int
    known: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix by row and column: what its cells tell, and the rows and columns that are totals."""

    cells: Mapping[tuple[int, int], Told]
    total_rows: frozenset[int]
    total_columns: frozenset[int]

    @property
    def parts(self) -> Mapping[tuple[int, int], Told]:
        """The cells that are no totals."""
        return {
            (row, column): told
            for (row, column), told in self.cells.items()
            if row not in self.total_rows and column not in self.total_columns
        }

    def wrong_totals(self) -> tuple[WrongTotal, ...]:
        """Totals that cannot be right, of a row, a column or everything. One that is no number says nothing wrong."""
        parts = self.parts
        found = []
        for (row, column), total in sorted(self.cells.items(), key=lambda one: one[0]):
            if (row, column) in parts or total.places is None:
                continue
            known, hidden = sum_of(
                told
                for (of_row, of_column), told in parts.items()
                if (row in self.total_rows or of_row == row)
                and (column in self.total_columns or of_column == column)
            )
            if total.places < known or (total.places > known and not hidden):
                found.append(WrongTotal(row, column, known, hidden))
        return tuple(found)


def together(parts: Iterable[Told]) -> Told:
    """Places of several sessions of one course: their sum, or not told where one of them is not."""
    told = [one for one in parts if one.telling is not Telling.NOT_APPLICABLE]
    if not told:
        return NOT_APPLICABLE
    if any(one.places is None for one in told):
        return NOT_TOLD
    return Told(Telling.PLACES, sum(one.places or 0 for one in told))
