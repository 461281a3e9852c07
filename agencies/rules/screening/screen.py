"""The screen itself: each kind of words looked for, finds that overlap told once."""

import re
from collections.abc import Iterator

from agencies.rules.screening.addresses import addresses_in
from agencies.rules.screening.ages import ages_in
from agencies.rules.screening.dates import births_in
from agencies.rules.screening.numbers import Find, numbers_in
from agencies.rules.screening.people import people_in
from agencies.rules.screening.text import Hit, plain

#: Without a digit or a word for an age nothing here can be found: most cells of a return end here.
_MAY = re.compile(
    r"\d|age|year|yr|month|week|old\b|\b(?:is|was|turned|turns) (?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w+teen|twenty)\b|[([]",
    re.I,
)
#: Shorter than any of it: “J.S. 7yo” has eight characters.
_SHORTEST = 6


def screen(text: str) -> tuple[Hit, ...]:
    """The words of a text that could identify a child, in the order they stand; empty when none do.

    Finds that overlap are told once, under the longest. Never raises.
    """
    if len(text) < _SHORTEST:
        return ()
    made = plain(text)
    if not _MAY.search(made.text):
        return ()
    hits: list[Hit] = []
    covered = -1
    for kind, start, end in sorted(_finds(made.text), key=lambda find: (find[1], -find[2])):
        if start >= covered:
            hits.append(made.hit(kind, start, end, text))
            covered = end
    return tuple(hits)


def _finds(text: str) -> Iterator[Find]:
    yield from numbers_in(text)
    yield from births_in(text)
    yield from people_in(text)
    yield from addresses_in(text, ages_in(text))
