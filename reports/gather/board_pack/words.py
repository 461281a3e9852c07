"""Short words that the sections of a pack share: days, numbers, how late."""

from collections.abc import Sequence
from datetime import date

from reports.rules.blocks import Block, Cell, Column, Panel, Paragraph, Table

#: So many things stand under a heading of the first page; the tables have all of them.
MOST = 4


def day(on: date) -> str:
    """A day in full: 4 March 2018."""
    return f"{on:%-d %B %Y}"


def many(number: int, one: str, more: str = "") -> str:
    """A number with its noun: “1 return”, “3 returns”, “No return”."""
    return f"{number or 'No'} {one if number <= 1 else more or one + 's'}"


def are(number: int) -> str:
    """The verb of so many: “No return is”, “1 return is”, “3 returns are”."""
    return "is" if number <= 1 else "are"


def days_late(days: int) -> str:
    """“12 working days overdue”."""
    return f"{days} working day{'' if days == 1 else 's'} overdue" if days else ""


def short(name: str) -> str:
    """An agency's name without the demonstration's mark, which every page bears already."""
    return name.replace(" (demo)", "")


def present(*found: Block | None) -> tuple[Block, ...]:
    """These blocks without those there was nothing for."""
    return tuple(one for one in found if one is not None)


def panel(title: str, code: str, texts: Sequence[str], where: str) -> Panel | None:
    """The first of these under a heading, and where the others are; None where there are none."""
    if not texts:
        return None
    left = len(texts) - MOST
    rest = (f"And {left} more: see “{where}”.",) if left > 0 else ()
    return Panel(title, code, (*texts[:MOST], *rest))


def table(
    code: str, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], look: str = "wide"
) -> Table | None:
    """A table of these rows; None where there are none."""
    return Table(code, caption, tuple(columns), tuple(map(tuple, rows)), look=look) if rows else None


def nothing(text: str) -> Paragraph:
    """That there is nothing to tell, said."""
    return Paragraph(text, "note")
