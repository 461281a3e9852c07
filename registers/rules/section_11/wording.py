"""The words a group is asked in: what may stand in them, and how law and day come into them."""

import re
from dataclasses import astuple

from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.rules.section_11.duties import WORDS, Duty, Words

#: What a text may leave open.
BASIS, DUE = "{basis}", "{due}"
_OPEN = re.compile(r"\{[^{}]*\}")
_EMPTY_BASIS = re.compile(r"\s*\(\s*\{basis\}\s*\)")


def fits(words: Words) -> Verdict:
    """Whether they leave nothing open that is not known, and say by when."""
    strange = {one for text in astuple(words) for one in _OPEN.findall(text)} - {BASIS, DUE}
    if strange:
        return refused(f"{sorted(strange)[0]} is not known. Only {BASIS} and {DUE} are put in by the portal.")
    if DUE not in words.asking:
        return refused(f"Say in what is asked by when: write {DUE} where the day is to stand.")
    return ALLOWED


def filled(text: str, *, basis: str, due: str) -> str:
    """The text with the law and the day in it; brackets round a law are left out where none is known."""
    if not basis:
        text = _EMPTY_BASIS.sub("", text)
    return text.replace(BASIS, basis).replace(DUE, due)


def usual(duty: Duty) -> Words:
    """What a group is told where a board says nothing else."""
    return WORDS[duty]
