"""A hundred kinds of damage to a sound return: what people and programs do to a spreadsheet before it is sent.

A damage changes the rows in place (or gives new ones). None of them types another plain number in a number's place:
that nobody could notice. What a number is made into is something else: a word, a sign, two numbers, a share.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

Rows = list[list[object]]
Dice = random.Random
#: Where things stand in a sound return.
REF, PERIOD, NUMBER, OUT_OF, BREAKDOWN, REASON = range(6)


@dataclass(frozen=True)
class Damage:
    """One kind: its name, and what it does to the rows; new rows when it gives any back."""

    name: str
    do: Callable[[Rows, Dice], Rows | None]


def _row(rows: Rows, dice: Dice) -> list[object]:
    return dice.choice(rows[1:])


def _put(column: int, scrap: object, name: str) -> Damage:
    def do(rows: Rows, dice: Dice) -> None:
        _row(rows, dice)[column] = scrap

    return Damage(name, do)


def _turned(column: int, name: str, turn: Callable[[object], object]) -> Damage:
    """A filled cell of a column turned into something else."""

    def do(rows: Rows, dice: Dice) -> None:
        filled = [row for row in rows[1:] if row[column] not in (None, "")]
        if filled:
            row = dice.choice(filled)
            row[column] = turn(row[column])

    return Damage(name, do)


def _everywhere(column: int, name: str, turn: Callable[[object], object]) -> Damage:
    def do(rows: Rows, dice: Dice) -> None:
        for row in rows[1:]:
            if row[column] not in (None, ""):
                row[column] = turn(row[column])

    return Damage(name, do)


_SCRAPS: tuple[object, ...] = (
    "x", "c", "z", "u", "k", ":", "..", ".", "*", "<5", "≤5", "low", "n/a", "N/K", "tbc", "-", "–", " ", "\u00a0", "?",
    "data not provided", "see notes", "O", "l2", "#DIV/0!", "#REF!", "#N/A", "Err:502", "62.5 (10)", "6 (4%)", "1,0 42",
    "1.042,5", "12 345", "12;34", "ten", "1e3", "0x1F", "１２", "-7", "−7", "+7", "1/2", "7 or 8", "~40", "40ish",
    "£40", "40%", "=40", "40\n41", "9" * 30, "TRUE", "2013-04-01", "NULL", "nil", "'", '"', "40*", "40p", "r",
    "not supplied",
)  # fmt: skip
_PERIODS: tuple[object, ...] = (
    "Q1 2013", "2018", "Q5 2017/18", "Q4 2017/19", "Q4", "this quarter", "Jan 17 - Dec 18", "31/3", "03/31/2018",
    "w/e 30 March", "April", "Q4 2027/28", "Q4 1997/98", "YTD", "", "Year 7", 43190, 20174,
)  # fmt: skip
_CODES: tuple[object, ...] = (
    "H99",
    "P01",
    "h 01",
    "",
    "Total",
    "=H01",
    "H01 H02",
    "H01?",
    "HO1",
    1,
    "H02/H03",
    "Notes",
)
_NUMBERED = [_put(NUMBER, one, f"a number made {one!r}") for one in _SCRAPS]
_TOTALLED = [
    _put(OUT_OF, one, f"a total made {one!r}")
    for one in ("x", "<5", "", "O", 0, "-3", "1,0 42", "#DIV/0!", "all")
]
_DATED = [_put(PERIOD, one, f"a period made {one!r}") for one in _PERIODS]
_CODED = [_put(REF, one, f"a reference made {one!r}") for one in _CODES]
_PARTED = [_put(BREAKDOWN, one, f"a part made {one!r}") for one in ("schools ", "Schools", "health", "x", 7)]
_REASONED = [
    _put(REASON, one, f"a reason made {one!r}")
    for one in ("x", "not supplied", "provisional", "see below", "-")
]

_TURNED = [
    _turned(NUMBER, "a number as text", str),
    _turned(NUMBER, "a number with spaces around it", lambda one: f"  {one} "),
    _turned(NUMBER, "a number with a no-break space", lambda one: f"{one}\u00a0"),
    _turned(NUMBER, "a number with a zero-width mark", lambda one: f"\u200b{one}"),
    _turned(NUMBER, "a number with a note mark", lambda one: f"{one}¹"),
    _turned(NUMBER, "a number with .0", lambda one: f"{one}.0"),
    _turned(NUMBER, "a number with a share beside it", lambda one: f"{one} (12%)"),
    _turned(NUMBER, "a number below zero", lambda one: f"-{one}"),
    _turned(NUMBER, "a number in brackets", lambda one: f"({one})"),
    _turned(
        NUMBER, "a number with its first digit a letter", lambda one: "O" + str(one)[1:] if str(one) else one
    ),
    _turned(NUMBER, "a number gone", lambda one: None),
    _turned(OUT_OF, "a total gone", lambda one: None),
    _turned(NUMBER, "a number made a date", lambda one: date(2018, 3, 31)),
    _turned(NUMBER, "a number made a moment", lambda one: datetime(2018, 3, 31, 9, 30)),  # noqa: DTZ001
    _turned(NUMBER, "a number made true", lambda one: True),
    _everywhere(NUMBER, "all numbers as text", str),
    _everywhere(OUT_OF, "all totals as text", str),
    _everywhere(NUMBER, "all numbers with commas for points", lambda one: f"{one},0"),
    _everywhere(NUMBER, "all numbers gone", lambda one: None),
    _everywhere(NUMBER, "all numbers as shares", lambda one: "0.43"),
    _everywhere(PERIOD, "all periods gone", lambda one: None),
    _everywhere(PERIOD, "all periods bare", lambda one: str(one)[:7]),
    _everywhere(REF, "all references in lower case", lambda one: str(one).lower()),
    _everywhere(REF, "all references gone", lambda one: None),
    _everywhere(REF, "all references with a title", lambda one: f"{one} Some indicator"),
]


def _swap(one: int, other: int) -> Callable[[Rows, Dice], None]:
    def do(rows: Rows, dice: Dice) -> None:
        for row in rows:
            row[one], row[other] = row[other], row[one]

    return do


def _swap_below(one: int, other: int) -> Callable[[Rows, Dice], None]:
    """The cells of two columns, their headings staying: numbers stand where totals should."""

    def do(rows: Rows, dice: Dice) -> None:
        row = _row(rows, dice)
        row[one], row[other] = row[other], row[one]

    return do


def _spaced(rows: Rows, dice: Dice) -> Rows:
    return [each for row in rows for each in (row, [])]


def _twice(rows: Rows, dice: Dice) -> None:
    rows.append(list(_row(rows, dice)))


def _twice_differing(rows: Rows, dice: Dice) -> None:
    again = list(_row(rows, dice))
    again[NUMBER] = 31
    rows.append(again)


def _shuffled(rows: Rows, dice: Dice) -> Rows:
    body = rows[1:]
    dice.shuffle(body)
    return [rows[0], *body]


def _columns_shuffled(rows: Rows, dice: Dice) -> Rows:
    order = list(range(len(rows[0])))
    dice.shuffle(order)
    return [[row[at] if at < len(row) else None for at in order] for row in rows]


def _shifted_row(rows: Rows, dice: Dice) -> None:
    """One row's cells moved a column to the right, as by a stray delimiter."""
    _row(rows, dice).insert(dice.randrange(3), None)


def _heading(column: int, text: object) -> Callable[[Rows, Dice], None]:
    def do(rows: Rows, dice: Dice) -> None:
        rows[0][column] = text

    return do


def _with_totals(rows: Rows, dice: Dice) -> None:
    numbers = [row[NUMBER] for row in rows[1:] if isinstance(row[NUMBER], int)]
    rows.append(["Total", None, sum(numbers), None, None, None])


def _last_year(rows: Rows, dice: Dice) -> None:
    rows.append(["Previous year", None, 11, 50, None, None])


def _other_table(rows: Rows, dice: Dice) -> None:
    rows.extend([[], ["Course", "Police", "Health"], ["Neglect", 4, 9], ["Total", 4, 9]])


def _repeated(rows: Rows, dice: Dice) -> None:
    rows.insert(dice.randrange(2, len(rows)), list(rows[0]))


_SHAPED = [
    Damage("blank rows between", _spaced),
    Damage("a blank row and column before", lambda rows, dice: [[], *([None, *row] for row in rows)]),
    Damage(
        "a title and notes",
        lambda rows, dice: [["Quarterly return"], [], *rows, [], ["Notes: figures to follow"]],
    ),
    Damage("ten title rows", lambda rows, dice: [[f"Line {n} of the guidance"] for n in range(10)] + rows),
    Damage("no headings", lambda rows, dice: rows[1:]),
    Damage("headings alone", lambda rows, dice: rows[:1]),
    Damage("nothing at all", lambda rows, dice: []),
    Damage("cut off half way", lambda rows, dice: rows[: max(2, len(rows) // 2)]),
    Damage("a row gone", lambda rows, dice: rows[: (at := dice.randrange(1, len(rows)))] + rows[at + 1 :]),
    Damage("a row twice", _twice),
    Damage("a row twice, differing", _twice_differing),
    Damage("rows shuffled", _shuffled),
    Damage("columns shuffled", _columns_shuffled),
    Damage("a row shifted", _shifted_row),
    Damage("columns swapped with their headings", _swap(NUMBER, OUT_OF)),
    Damage("number and total swapped in a row", _swap_below(NUMBER, OUT_OF)),
    Damage("period and reference swapped in a row", _swap_below(PERIOD, REF)),
    Damage("the number's heading gone", _heading(NUMBER, None)),
    Damage("the number's heading unknown", _heading(NUMBER, "Stuff")),
    Damage("the number's heading twice", _heading(OUT_OF, "Number")),
    Damage("the reference's heading unknown", _heading(REF, "Thing")),
    Damage("the period's heading unknown", _heading(PERIOD, "When was it")),
    Damage("headings with breaks and stars", _heading(NUMBER, " Number *\n")),
    Damage("headings shouted", lambda rows, dice: [[str(one).upper() for one in rows[0]], *rows[1:]]),
    Damage("headings in the middle again", _repeated),
    Damage("a totals row", _with_totals),
    Damage("a comparison row", _last_year),
    Damage("another table below", _other_table),
    Damage(
        "a commentary column",
        lambda rows, dice: [[*row, "Comment" if row is rows[0] else "Fine."] for row in rows],
    ),
    Damage(
        "a target column", lambda rows, dice: [[*row, "Target" if row is rows[0] else 12] for row in rows]
    ),
    Damage("another agency named above", lambda rows, dice: [["Agency: Wessex Police"], *rows]),
    Damage("our own agency named above", lambda rows, dice: [["Agency: Wessex Health"], *rows]),
    Damage("another quarter named above", lambda rows, dice: [["Period: Q1 2012/13"], *rows]),
    Damage("the file twice over", lambda rows, dice: rows + [list(row) for row in rows]),
    Damage("turned on its side", lambda rows, dice: [list(column) for column in zip(*rows, strict=True)]),
    Damage("a thousand blank columns", lambda rows, dice: [[*row, *[None] * 1000, " "] for row in rows]),
]
DAMAGES: tuple[Damage, ...] = (
    *_NUMBERED, *_TOTALLED, *_DATED, *_CODED, *_PARTED, *_REASONED, *_TURNED, *_SHAPED
)  # fmt: skip


def damaged(rows: Iterable[list[object]], damages: Iterable[Damage], dice: Dice) -> Rows:
    """A copy of the rows with these damages, one after another; a damage that finds nothing to do does nothing."""
    held = [list(row) for row in rows]
    for one in damages:
        try:
            held = one.do(held, dice) or held
        except (IndexError, ValueError):  # an earlier damage left it nothing to do
            continue
    return held
