"""What an agency said of its files, from and to the way it is kept. No reading, no asking."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scorecard.imports.rows import NOTHING_SAID, Answers
from scorecard.models import Layout

#: The kinds of things that can be said, as they are kept.
KINDS = ("headings", "indicators", "symbols", "percents", "periods")


def answers_of(layout: Layout | None) -> Answers:
    """A version as the answers a file is read by."""
    if layout is None:
        return NOTHING_SAID
    said: dict[str, Any] = {kind: dict(layout.answers.get(kind, {})) for kind in KINDS}
    return Answers(version=layout.version, **said)


def as_kept(answers: Answers) -> dict[str, dict[str, str]]:
    """Answers as a version keeps them."""
    return {kind: dict(getattr(answers, kind)) for kind in KINDS}


def with_more(answers: Answers, more: Mapping[str, Mapping[str, str]]) -> Answers:
    """The same answers and these, which count where both speak of a thing."""
    merged: dict[str, Any] = {kind: {**getattr(answers, kind), **more.get(kind, {})} for kind in KINDS}
    return replace(answers, **merged)


def without(answers: Answers, kind: str, key: str) -> Answers:
    """The same answers but for one."""
    left: dict[str, Any] = {kind: {one: said for one, said in getattr(answers, kind).items() if one != key}}
    return replace(answers, **left)
