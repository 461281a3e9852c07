"""What an OpenDocument cell holds, from what it says of itself and the text it shows. No XML here."""

import re
from collections.abc import Mapping
from datetime import date

from files.readers.formats import Shown, number, shown_number
from files.sheets import Fault, Value

_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:[0-9]{3}")

#: The value, what its author sees, whether that is a percentage, and what keeps the cell from holding a value.
Held = tuple[Value, str, bool, Fault | None]


def held(about: Mapping[str, str], text: str, shown: Shown) -> Held:
    """What a cell with these attributes and this text holds; `shown` is how its style shows a date.

    LibreOffice marks an error as such; others give it as a number or an empty text that shows as one.
    """
    kind = about.get("office:value-type", "")
    if about.get("calcext:value-type") == "error" or (_ERROR.fullmatch(text) and _shows_other(about, text)):
        return None, text or "#VALUE!", False, Fault.ERROR
    if not kind and not text and "table:formula" in about:
        return None, "a formula", False, Fault.UNCALCULATED
    if kind in ("float", "percentage", "currency"):
        return _number(about.get("office:value", ""), Shown.PERCENT if kind == "percentage" else Shown.NUMBER)
    if kind == "date":
        return _date(about.get("office:date-value", ""), text, shown)
    if kind == "boolean":
        value = about.get("office:boolean-value") == "true"
        return value, "TRUE" if value else "FALSE", False, None
    words = text or about.get("office:string-value", "")
    return words or None, words, False, None


def _shows_other(about: Mapping[str, str], text: str) -> bool:
    """Whether a cell shows a text that is not the one it holds."""
    if about.get("office:value-type", "") in ("", "string"):
        return "table:formula" in about and about.get("office:string-value", "") != text
    return True


def _number(stored: str, shown: Shown) -> Held:
    value = number(stored)
    if value is None:
        return stored or None, stored, False, None
    return value, shown_number(value, shown), shown is Shown.PERCENT, None


def _date(stored: str, text: str, shown: Shown) -> Held:
    try:
        day = date.fromisoformat(stored[:10])
    except ValueError:
        words = text or stored
        return words or None, words, False, None
    return day, f"{day:%B %Y}" if shown is Shown.MONTH else f"{day.day} {day:%B %Y}", False, None
