"""Reading the words of a published table: note marks, years and what a column holds. No sheets here."""

import re
from enum import StrEnum

#: A note mark is a number, or several, glued to the last letter of a word: England1, March3,4, 18 years3.
_MARK = re.compile(r"(?<=[a-z)])\d{1,2}(?:,\s?\d{1,2})*(?![\d/-])")
_SECTION_47 = re.compile(r"\bs(?:ection\s*)?\s?47(?:\d|s)?\b")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-/\u2010-\u2015]|to)\s*(\d{2,5})")
_AT_MARCH = re.compile(r"31 march ((?:19|20)\d\d)")
_ALONE = re.compile(r"((?:19|20)\d\d)(?:\.0)?")


class LineKind(StrEnum):
    """What the cells under a heading are."""

    NUMBER = "number"
    PERCENT = "percent"
    RATE = "rate"
    DAYS = "days"


def plain(text: str) -> str:
    """The words in lower case, spaces made one, note marks taken off, the 2 of 'Section 472' too."""
    words = " ".join(text.replace("\u00a0", " ").replace("\u2019", "'").lower().split())
    return _MARK.sub("", _SECTION_47.sub("section 47", words)).strip(" :*")


def year_ending(text: str) -> int | None:
    """The year whose 31 March ends what the words name: 2018 for '2017-18', '2017-185' or '31 March 2018'.

    A bare '2018' is the year ending then, as DfE heads its columns. None when no year is named.
    """
    words = " ".join(text.lower().split())
    if (found := _AT_MARCH.search(words)) is not None:
        return int(found[1])
    for start, rest in _YEARS.findall(words):
        end = int(start) + 1
        if rest.startswith((str(end), f"{end % 100:02}")):
            return end
    if (found := _ALONE.fullmatch(words)) is not None:
        return int(found[1])
    return None


def line_kind(last_heading: str, whole: str) -> LineKind:
    """What the cells of a line hold, by its own heading; a heading that says nothing is a number's."""
    if re.search(r"percentile|median|\bmean\b", last_heading):
        return LineKind.DAYS
    if re.search(r"percentage|per cent|%", last_heading):
        return LineKind.PERCENT
    if re.search(r"\brates?\b|per 10,?000", last_heading):
        return LineKind.RATE
    if last_heading in {"", "all"} and re.search(r"\brate\b", whole):
        return LineKind.RATE
    return LineKind.NUMBER


def day_band(heading: str) -> tuple[int, int] | None:
    """The shortest and longest days a duration heading names: (11, 15) for '11-15 days', (0, 0) for same day.

    None for an open band ('61+ days') and for anything that is no band.
    """
    if "same day" in heading:
        return (0, 0)
    found = re.search(r"\b(\d+)\s*(?:-|to|\u2013)\s*(\d+)\s*(?:working )?days\b", heading)
    return (int(found[1]), int(found[2])) if found else None
