"""A text on its way: asked for, written, signed off; and what one version changed of another. No tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused

#: A text is shown as owed from this long before its day.
AHEAD = timedelta(days=42)
#: No text is due further off: a year.
_FURTHEST = timedelta(days=366)
#: A word with the space after it; a break between paragraphs by itself.
_WORDS = re.compile(r"\n+|[^\s]+[^\S\n]*")


class State(StrEnum):
    """Where a text stands."""

    EMPTY = "Not written yet"
    WRITTEN = "Written"
    WAITING = "Written, waits to be signed off"
    SIGNED = "Signed off"


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked for a text: by when, and which version they signed off."""

    due_on: date
    signed_off: int | None = None


def state(newest: int | None, asked: Iterable[Asked]) -> State:
    """Where a text stands whose newest version is `newest` (None: nothing is written).

    It is signed off when everybody who was asked for it signed off that version.
    """
    every = list(asked)
    if newest is None:
        return State.EMPTY
    if not every:
        return State.WRITTEN
    return State.SIGNED if all(one.signed_off == newest for one in every) else State.WAITING


def due(newest: int | None, asked: Iterable[Asked]) -> date | None:
    """The earliest day by which somebody still owes it; None where nobody does."""
    return min((one.due_on for one in asked if newest is None or one.signed_off != newest), default=None)


def day_fits(day: date, today: date) -> Verdict:
    """Whether a text can be asked for by this day."""
    if day < today:
        return refused("That day has passed.")
    return ALLOWED if day - today <= _FURTHEST else refused("That is more than a year away. Check the year.")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    change: Change
    text: str


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """The later text word by word beside the earlier: all of both, in reading order; what went before what came."""
    return tuple(_joined(_pieces(_words(before), _words(after))))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text.replace("\r\n", "\n"))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(after[c:d]))
            continue
        if a < b:
            yield Piece(Change.GONE, "".join(before[a:b]))
        if c < d:
            yield Piece(Change.NEW, "".join(after[c:d]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of the same kind as one."""
    held: Piece | None = None
    for one in pieces:
        if held is not None and held.change is one.change:
            held = Piece(held.change, held.text + one.text)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
