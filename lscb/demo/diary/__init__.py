"""What the demonstration's board did about its figures, day by day: invented, and told by the data files beside this.

How it is done, by the registers' own actions, is `lscb.demo.acting`'s.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

#: The files, in the order in which things of one day are done: what is asked before what is agreed, agreed before
#: decided about.
FILES = (
    "officers",
    "audits",
    "reviews",
    "challenges",
    "challenges_ended",
    "risks",
    "actions",
    "meetings",
    "letters",
    "section_11",
)
#: What is done first to a thing of each kind.
FIRST = {
    "officer": "name",
    "audit": "record",
    "review": "open",
    "lesson": "write",
    "recommendation": "write",
    "challenge": "raise",
    "risk": "raise",
    "action": "agree",
    "meeting": "call",
    "letter": "edit",
    "cycle": "plan",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done on a day: to what, by its kind and the name the files give it, and with which words.

    `by` is whose sign-in does it: “chair”, “manager”, or an agency's code.
    """

    on: date
    kind: str
    name: str
    do: str
    by: str
    given: Mapping[str, Any]


def entries() -> tuple[Entry, ...]:
    """Everything that was done, oldest first; on one day in the files' order."""
    told = (entry for name in FILES for entry in _told(name))
    return tuple(sorted(told, key=lambda one: one.on))


def _told(file: str) -> Iterator[Entry]:
    """A file's entries: each thing as it began, and what was done to it then."""
    with (Path(__file__).parent / f"{file}.toml").open("rb") as opened:
        told: Mapping[str, list[dict[str, Any]]] = tomllib.load(opened)
    for kind, things in told.items():
        for thing in things:
            name, later = thing.pop("name"), thing.pop("then", [])
            yield _entry(kind, name, {"do": FIRST[kind]} | thing)
            for step in later:
                yield _entry(kind, name, step)


def _entry(kind: str, name: str, given: dict[str, Any]) -> Entry:
    return Entry(given.pop("on"), kind, name, given.pop("do"), given.pop("by", "chair"), given)
