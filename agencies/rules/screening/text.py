"""A text made plain for the screen, with the way back to where its words stand."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What about a text could identify a child."""

    NHS_NUMBER = "nhs-number"
    PUPIL_NUMBER = "pupil-number"
    BIRTH_DATE = "birth-date"
    HOME_ADDRESS = "home-address"
    INITIALS = "initials-with-age"
    NAME = "name-with-age"

    @property
    def words(self) -> str:
        """The kind as a sentence names it."""
        return _WORDS[self]


_WORDS = {
    Kind.NHS_NUMBER: "an NHS number",
    Kind.PUPIL_NUMBER: "a pupil’s number (UPN)",
    Kind.BIRTH_DATE: "a date of birth",
    Kind.HOME_ADDRESS: "an address beside a person’s age or initials",
    Kind.INITIALS: "initials with an age",
    Kind.NAME: "a name with an age",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that could identify a child: `text[start:end]` is `words`."""

    kind: Kind
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain characters, one line: `places[i]` is where the plain text's character i stood.

    `places` is empty when nothing was moved.
    """

    text: str
    places: tuple[int, ...] = ()

    def hit(self, kind: Kind, start: int, end: int, written: str) -> Hit:
        """A hit at these places of the plain text, as it was written."""
        if self.places:
            start, end = self.places[start], self.places[end - 1] + 1
        return Hit(kind, start, end, written[start:end])


#: Characters that are drawn as nothing; they must not part the digits of a number.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SIGNS = {ord(one): "-" for one in "‐‑‒–—―−﹘﹣－"} | {ord(one): "'" for one in "‘’ʼ`´"}
_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c", " "))


def plain(written: str) -> Plain:
    """Digits of every script and width as 0-9, dashes as hyphens, any blank as a space, unseen signs gone."""
    if written.isascii():
        return Plain(written.translate(_BLANKS))
    text: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(written):
        for one in _plain(sign):
            text.append(one)
            places.append(place)
    return Plain("".join(text), tuple(places))


def _plain(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign
    if _UNSEEN.match(sign):
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isspace():
        return " "
    made = unicodedata.normalize("NFKC", sign).translate(_SIGNS)
    return made if made.isprintable() else " "
