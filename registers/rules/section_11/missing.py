"""What stands between a self-assessment and its sign-off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registers.rules.section_11.answering import Written


@dataclass(frozen=True, slots=True)
class Promise:
    """One improvement as a sign-off looks at it: what and by when; `taken_up` once it is an action."""

    text: str
    due_on: date
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: under which standard's number, and in words."""

    number: int
    words: str


def missing_from(
    number: int, written: Written, promises: Iterable[Promise], today: date
) -> tuple[Missing, ...]:
    """What is missing under one standard: the choice, its reason or the words, or a day of an improvement to come."""
    found = []
    if not written.not_applicable and written.score is None:
        found.append("no score is chosen")
    if written.not_applicable and not written.why_not:
        found.append("it does not say why the standard does not apply")
    if written.score is not None and not written.words:
        found.append("it does not say what bears the score out")
    found += [
        f"the day of an improvement has passed: “{one.text[:60]}”"
        for one in promises
        if not one.taken_up and one.due_on < today
    ]
    return tuple(Missing(number, words) for words in found)
