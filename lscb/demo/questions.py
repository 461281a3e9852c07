"""What the demonstration's chair asks about figures, what agencies answer, and what the chair makes of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """A question about an agency's figure. No answer: it is owed. No verdict (None): the answer waits for one."""

    code: str
    agency: str
    period: str
    asked: str
    answer: str = ""
    accepted: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chair makes of the latest commentary an agency wrote on a figure by itself."""

    code: str
    agency: str
    period: str
    accepted: bool
    words: str


@cache
def _told() -> dict[str, list[dict[str, Any]]]:
    with (Path(__file__).parent / "questions.toml").open("rb") as file:
        return tomllib.load(file)


def questions() -> tuple[Question, ...]:
    """Every question, in the file's order."""
    return tuple(Question(**row) for row in _told()["question"])


def verdicts() -> tuple[Verdict, ...]:
    """Every verdict on commentary that nobody had asked for."""
    return tuple(Verdict(**row) for row in _told()["verdict"])
