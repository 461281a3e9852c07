"""Numbers of tables and figures, in the order of the pages, and the words that point at them."""

from collections.abc import Mapping

from reports.rules.blocks import Drawing, Multiples, Table
from reports.rules.document import Document


def numbers_of(document: Document) -> dict[str, str]:
    """What each table and figure is called, by its code: “Table 4”, “Figure 2”."""
    found: dict[str, str] = {}
    tables = figures = 0
    for block in document.blocks():
        match block:
            case Table(code=code):
                tables += 1
                found[code] = f"Table {tables}"
            case Drawing(code=code) | Multiples(code=code):
                figures += 1
                found[code] = f"Figure {figures}"
    return found


def pointed_at(see: tuple[str, ...], numbers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a sentence points at: code and name of each. What was left out of this report is not pointed at."""
    return tuple((code, numbers[code]) for code in see if code in numbers)
