"""What a symbol in a published table means: what its own sheet says, or what was usual that year.

Never a global list: in DfE's 2018 tables x meant suppressed (1 to 5); in today's government shorthand it
means not available, and c means suppressed. Sources: the notes under the 2017-18 tables; "Symbols in tables",
Government Analysis Function; the data guidance of the 2019-20 children in need release (c, z and : ).
"""

import re
from collections.abc import Iterable, Mapping

from scorecard.rules.figures import Status

_UP_TO_2019 = {
    "x": Status.SUPPRESSED,
    ".": Status.NOT_APPLICABLE,
    "..": Status.NOT_SUPPLIED,
}
_FROM_2020 = {
    "c": Status.SUPPRESSED,
    "z": Status.NOT_APPLICABLE,
    ":": Status.NOT_SUPPLIED,
    "x": Status.NOT_SUPPLIED,
    "u": Status.LOW_RELIABILITY,
}
_LEGEND = re.compile(
    r"^[\"'\u2018\u201c]?(\.{1,2}|[:*-]|[a-z])[\"'\u2019\u201d]?\s*[=\u2013-]?\s+(?=\S)(.+)$", re.DOTALL
)
_MEANINGS = (
    ("suppress", Status.SUPPRESSED),
    ("between 1 and 5", Status.SUPPRESSED),
    ("not applicable", Status.NOT_APPLICABLE),
    ("not available", Status.NOT_SUPPLIED),
    ("reliab", Status.LOW_RELIABILITY),
)


def usual(year: int) -> Mapping[str, Status]:
    """What symbols meant in DfE's tables of the year ending then, where a sheet does not say it itself."""
    return _UP_TO_2019 if year <= 2019 else _FROM_2020


def legend(notes: Iterable[str]) -> dict[str, Status]:
    """The symbols that a sheet's own notes explain, such as 'x Any number between 1 and 5 … suppressed'."""
    told: dict[str, Status] = {}
    for note in notes:
        found = _LEGEND.match(note.strip())
        if found is None:
            continue
        words = found[2].lower()
        for hint, status in _MEANINGS:
            if hint in words:
                told.setdefault(found[1], status)
                break
    return told
