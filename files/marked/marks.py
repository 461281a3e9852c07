"""What is marked in a file and what comes back: plain shapes, and the words the portal knows its own marks by."""

import re
from dataclasses import dataclass
from typing import Literal

#: The sheet that lists what was found, and what stands in its hidden first cell: whoever reads the file again
#: knows by both that the sheet is the portal's own and no part of the return.
LISTING = "Problems (from the portal)"
LISTING_TAG = "lscb-problems/1"
#: The two columns a CSV file gains.
WRONG, TO_DO = "What is wrong", "What to do"
#: Who comments are by, so that the next marked copy takes the old ones away.
AUTHOR = "LSCB portal"

Severity = Literal["error", "explain", "note"]
SEVERITY_WORDS: dict[Severity, str] = {
    "error": "To correct",
    "explain": "To explain",
    "note": "For information",
}
#: Cells are filled with these (ARGB): text stays readable on each, and the words say the same as the colour.
COLOURS: dict[Severity, str] = {"error": "FFFFC9C2", "explain": "FFFFE8A3", "note": "FFDCEBF7"}

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
#: What a spreadsheet takes for the beginning of a formula when it reads or edits a text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CannotEdit(Exception):
    """The package is written in a way that cannot be edited safely; a copy of its values is marked instead."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found. `sheet` and `address` are empty when it is about the file as a whole.

    `written` is the cell as its author sees it, `wrong` says what is wrong and `to_do` what to do.
    """

    sheet: str
    address: str
    severity: Severity
    written: str
    wrong: str
    to_do: str

    @property
    def place(self) -> tuple[int, int] | None:
        """Row and column, counted from 1; None when it names no cell."""
        return place_of(self.address)

    @property
    def words(self) -> str:
        """All of it in one text, as a comment has it."""
        return f"{self.wrong}\n{self.to_do}".strip()


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked file: its bytes, the suffix its name takes, and a sentence on how it was made."""

    data: bytes
    suffix: str
    how: str


def place_of(address: str) -> tuple[int, int] | None:
    """Row and column of an address such as D9, counted from 1; None when it is none."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula (OWASP, CSV injection)."""
    return text.startswith(_FORMULA)
