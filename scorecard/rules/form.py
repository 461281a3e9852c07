"""The web form of a return as a table: its boxes, and the file that what was typed becomes. No tables, no pages."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scorecard.rules.figures import Status, Unit


class Field(StrEnum):
    """One box of a figure's row, in the order of the page."""

    NUMBER = "number"
    OUT_OF = "out-of"
    RESULT = "result"
    REASON = "reason"
    COMMENTARY = "commentary"


#: What stands beside each box.
FIELD_LABELS = {
    Field.NUMBER: "Number",
    Field.OUT_OF: "Out of",
    Field.RESULT: "Result",
    Field.REASON: "Reason, if there is no figure",
    Field.COMMENTARY: "Commentary",
}
HEADINGS = ("Ref", "Indicator", "Breakdown", "Period", "Number", "Out of", "Result", "Reason", "Commentary")
#: The reasons a figure may be missing for, as a file writes them.
REASONS = {
    "not supplied": Status.NOT_SUPPLIED,
    "not applicable": Status.NOT_APPLICABLE,
    "not yet due": Status.NOT_YET_DUE,
    "suppressed": Status.SUPPRESSED,
}
#: The longest a box may be, in characters.
LONGEST = {Field.COMMENTARY: 4000}
LONGEST_NUMBER = 60
#: Which boxes for numbers a figure of each unit has.
TAKES = {
    Unit.COUNT: (Field.NUMBER,),
    Unit.PERCENT: (Field.NUMBER, Field.OUT_OF),
    Unit.RATE: (Field.NUMBER,),
    Unit.MEAN: (Field.NUMBER, Field.OUT_OF, Field.RESULT),
    Unit.MEDIAN: (Field.RESULT,),
}
_FIRST_BOX = len(HEADINGS) - len(Field)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the form: what it is of, and how its period is written."""

    code: str
    title: str
    part: str
    period: str
    unit: Unit

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its boxes."""
        return (*TAKES[self.unit], Field.REASON, Field.COMMENTARY)


def box(row: Row, field: Field) -> str:
    """The name of a box: the same however many other figures the form has."""
    return "-".join((_plain(row.code), _plain(row.part), field.value))


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text)


def names(rows: Iterable[Row]) -> frozenset[str]:
    """The names of all boxes of these rows."""
    return frozenset(box(row, field) for row in rows for field in row.fields)


def too_long(name: str, text: str) -> bool:
    """Whether a text is longer than its box takes."""
    return len(text) > (LONGEST[Field.COMMENTARY] if name.endswith(Field.COMMENTARY) else LONGEST_NUMBER)


def as_file(rows: Iterable[Row], typed: Mapping[str, str]) -> bytes:
    """The file of a form: CSV in UTF-8 with a line a figure, blank where nothing was typed, nothing changed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows:
        texts = [_one_line(typed.get(box(row, field), "")) for field in Field]
        writer.writerow((row.code, row.title, row.part, row.period, *texts))
    return text.getvalue().encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def box_at(rows: tuple[Row, ...], cell: str) -> str:
    """The name of the box a cell of such a file came from; "" when it is of none."""
    found = place_of(rows, cell)
    return box(*found) if found else ""


def place_of(rows: tuple[Row, ...], cell: str) -> tuple[Row, Field] | None:
    """The figure and box a cell of such a file came from; a cell of a label is its row's first box."""
    found = re.fullmatch(r"([A-Z])(\d+)", cell)
    if found is None:
        return None
    number = int(found[2]) - 2
    if not 0 <= number < len(rows):
        return None
    row = rows[number]
    column = ord(found[1]) - ord("A") - _FIRST_BOX
    field = dict(enumerate(Field)).get(column)
    return row, field if field in row.fields else row.fields[0]
