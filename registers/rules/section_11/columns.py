"""What a column of a list of organisations means, however it is headed."""

import re
from enum import StrEnum
from functools import lru_cache

from registers.rules.section_11.parts import Part


class Column(StrEnum):
    """What stands under a heading."""

    NAME = "organisation"
    KIND = "kind"
    AUTHOR = "author"
    AUTHOR_EMAIL = "author’s email"
    SUBSTITUTE = "substitute"
    SUBSTITUTE_EMAIL = "substitute’s email"
    EXECUTIVE = "executive"
    EXECUTIVE_EMAIL = "executive’s email"


#: The name and the address of each part.
PAIRS: dict[Part, tuple[Column, Column]] = {
    Part.AUTHOR: (Column.AUTHOR, Column.AUTHOR_EMAIL),
    Part.SUBSTITUTE: (Column.SUBSTITUTE, Column.SUBSTITUTE_EMAIL),
    Part.EXECUTIVE: (Column.EXECUTIVE, Column.EXECUTIVE_EMAIL),
}
_WHO: dict[Part, tuple[str, ...]] = {
    Part.AUTHOR: ("author", "contact", "main contact", "lead", "safeguarding lead", "designated lead", "dsl"),
    Part.SUBSTITUTE: ("substitute", "substitute contact", "deputy", "second contact", "stand in"),
    Part.EXECUTIVE: (
        "executive",
        "executive lead",
        "chief executive",
        "head",
        "headteacher",
        "head teacher",
        "signs off",
    ),
}
_EMAIL = ("email", "e mail", "email address", "e mail address")
_SPELLINGS: dict[str, Column] = {
    **dict.fromkeys(
        (
            "organisation",
            "organization",
            "name",
            "agency",
            "school",
            "organisation name",
            "name of organisation",
        ),
        Column.NAME,
    ),
    **dict.fromkeys(
        ("kind", "type", "sector", "kind of organisation", "organisation type", "group"), Column.KIND
    ),
    **dict.fromkeys(_EMAIL, Column.AUTHOR_EMAIL),
}
for _part, _words in _WHO.items():
    for _word in _words:
        _SPELLINGS[_word] = _SPELLINGS[f"{_word} name"] = _SPELLINGS[f"name of {_word}"] = PAIRS[_part][0]
        for _email in _EMAIL:
            _SPELLINGS[f"{_word} {_email}"] = _SPELLINGS[f"{_word}s {_email}"] = PAIRS[_part][1]
            _SPELLINGS[f"{_email} of {_word}"] = PAIRS[_part][1]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label as compared with others: lower case, single spaces, no punctuation; St Mary’s is St Marys."""
    return re.sub(r"[\W_]+", " ", re.sub("[’'`]", "", text.lower())).strip()


def column_of(heading: str) -> Column | None:
    """What the cells under a heading hold; None when it is none we know."""
    return _SPELLINGS.get(plain(heading))
