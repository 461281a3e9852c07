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
#: Nothing shorter than this can be found here; most cells of a return are shorter.
_SHORTEST = len("JS 7y")


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
    for kind, start, end in sorted(_finds(made.text), key=_place):
        hit = made.hit(kind, start, end, text)
        if not hits or hit.start >= hits[-1].end:
            hits.append(hit)
    return tuple(hits)


def _place(find: Find) -> tuple[int, int]:
    """In the order of the text; of those that begin together, the longest first."""
    _, start, end = find
    return start, -end


def _finds(text: str) -> Iterator[Find]:
    yield from numbers_in(text)
    yield from births_in(text)
    yield from people_in(text)
    yield from addresses_in(text, ages_in(text))
