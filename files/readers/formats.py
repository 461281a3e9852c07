"""What XLSX stores and what it means: number formats, dates, exact numbers, escapes. No XML here."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from enum import Enum

from files.sheets import Value

#: A spreadsheet shows 15 significant digits of the binary number it stores (ECMA-376 writes up to 17, so
#: 20.2 may stand in the file as 20.199999999999999); the number its author saw is the one to 15.
_AS_SHOWN = Context(prec=15, rounding=ROUND_HALF_EVEN)
_LARGEST_EXPONENT = 300


class Shown(Enum):
    """How a number format shows a number, as far as its meaning goes."""

    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    MONTH = "month"


#: Built-in formats (ECMA-376 part 1, 18.8.30): 9 and 10 are percentages; 14, 15, 16 and 22 name a day,
#: 17 a month and year. Times alone (18 to 21, 45 to 47) stay numbers.
_BUILT_IN = {
    9: Shown.PERCENT,
    10: Shown.PERCENT,
    14: Shown.DAY,
    15: Shown.DAY,
    16: Shown.DAY,
    17: Shown.MONTH,
    22: Shown.DAY,
}
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def shown_as(format_id: int, codes: dict[int, str]) -> Shown:
    """What the number format of this id shows; `codes` are the workbook's own formats."""
    code = codes.get(format_id)
    if code is None:
        return _BUILT_IN.get(format_id, Shown.NUMBER)
    letters = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "%" in letters:
        return Shown.PERCENT
    if "d" in letters and "general" not in letters and "standard" not in letters:
        return Shown.DAY
    if "y" in letters:
        return Shown.MONTH
    return Shown.NUMBER


def number(text: str) -> int | Decimal | None:
    """The exact number a cell stores, to the 15 significant digits a spreadsheet shows; else None."""
    try:
        stored = _AS_SHOWN.create_decimal(text.strip())
    except InvalidOperation:
        return None
    if not stored.is_finite() or abs(stored.adjusted()) > _LARGEST_EXPONENT:
        return None
    return int(stored) if stored == stored.to_integral_value() else stored.normalize()


def plain(value: int | Decimal) -> str:
    """A number in digits, never with an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def shown_number(value: int | Decimal, shown: Shown) -> str:
    """What the author of a number sees, to every digit: 0.235 as a percentage is 23.5%."""
    return f"{plain(_tidy(Decimal(value) * 100))}%" if shown is Shown.PERCENT else plain(value)


def written_as(value: int | Decimal, shown: Shown, *, from_1904: bool) -> tuple[Value, str]:
    """The value a cell holds and what its author sees, for a stored number and its format.

    A day before 1900 or after 9999 is no date and stays a number.
    """
    if shown in (Shown.DAY, Shown.MONTH):
        day = _day(value, from_1904=from_1904)
        if day is not None:
            return day, f"{day:%B %Y}" if shown is Shown.MONTH else f"{day.day} {day:%B %Y}"
    return value, shown_number(value, shown)


def _tidy(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _day(serial: int | Decimal, *, from_1904: bool) -> date | None:
    """The day of a serial number. In the 1900 system 60 is 29 February 1900, which never was: from 61 on the
    count is one too high (a fault kept since Lotus 1-2-3), so days are counted from 30 December 1899.
    """
    days = int(serial)
    if not 0 < days < 2_958_466:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=days) if days < 2_957_004 else None
    return date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)


def unescape(text: str) -> str:
    """Text with `_x000D_` and its like turned back into characters; those no text may hold are left out."""

    def character(match: re.Match[str]) -> str:
        point = int(match[1], 16)
        printable = point in (9, 10, 13) or (point >= 32 and not 0xD800 <= point <= 0xDFFF)
        return chr(point) if printable else ""

    return _ESCAPED.sub(character, text) if "_x" in text else text
