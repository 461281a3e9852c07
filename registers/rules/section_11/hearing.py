"""Who hears of a self-assessment that is awaited: its author, then who stands in, then who signs it off.

This is the order in which boards chase: the contact, the substitute contact once the day has passed, the executive once
it is late enough for a board member to be told. Nobody troubles the executive of those who are asked kindly.
"""

from collections.abc import Iterable

from registers.rules.ladder import Ladder
from registers.rules.section_11.parts import Part

#: Who is written to where there is no author: the first of these that there is.
_INSTEAD = (Part.SUBSTITUTE, Part.EXECUTIVE)


def who_hears(parts: Iterable[Part], *, late: int, kindly: bool, ladder: Ladder) -> frozenset[Part]:
    """Which of the parts there are hear of it, so many working days after its day; `late` 0 is not late."""
    there = frozenset(parts)
    heard = {Part.AUTHOR}
    if late:
        heard.add(Part.SUBSTITUTE)
    if late >= ladder.member and not kindly:
        heard.add(Part.EXECUTIVE)
    if Part.AUTHOR not in there:
        heard.update([one for one in _INSTEAD if one in there][:1])
    return frozenset(heard & there)
