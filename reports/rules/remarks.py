"""Whether a remark may be printed: it is not when it may tell a number that the tables hide. No tables, no queries."""

import re
import unicodedata
from decimal import Decimal

HELD_BACK = "The agency’s commentary is not printed here because it may tell a small number."

_HIGHEST = 5
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?<![\d.,/-])(?:0?[1-9]|[12]\d|3[01])"
_ON_DAY = rf"{_DAY}(?P<{{0}}>st|nd|rd|th)? {_MONTH}\b(?P<{{1}}>,? (?:19|20)\d\d)?"
_PAIR_OF_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[/-] ?(?:19|20)?(\d\d)(?![\d/-])")
_SPELT_DATE = re.compile(
    r"(?P<before>\b(?i:on|by|since|until|till|from|before|after|between|ending|dated|week of) (?:the )?)?"
    + _ON_DAY.format("nth", "year")
    + rf"(?: ?(?:to|and|until|-) ?{_ON_DAY.format('nth_too', 'year_too')})?"
    + r"(?P<more> \w)?"
)
_NAMED_QUARTER = (
    r"(?:^|[.;:(] ?|\b(?:in|for|of|from|to|since|until|than|during|by) )(?:quarter|qtr\.?|q) "
    r"(?:[1-4]|one|two|three|four)(?=[.,;:)]?(?: (?!of\b)|$))(?![.,]\d)"
)
_SAFE = tuple(
    re.compile(form)
    for form in (
        # Dates in figures: 2018-05-04, 4/5/2018, 04/05/18.
        r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)",
        rf"{_DAY}([/.-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)",
        rf"{_DAY}/(?:0?[1-9]|1[0-2])/\d\d(?![\d/])",
        # Quarters. “Last quarter 3 children” is no name of a quarter, so a bare word needs what goes before one.
        r"(?i)(?<!\w)q[1-4](?![\w%]|[.,/-]\d)",
        r"(?i)(?<!\w)[1-4](?:st|nd|rd|th) (?:quarter|qtr)\b",
        rf"(?i){_NAMED_QUARTER}",
        # Words for numbers over five that have one of up to five in them.
        r"(?i)\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five)\b",
        r"(?i)\b(?:one|two|three|four|five) (?:hundred|thousand|million)\b",
    )
)
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_WORDS = re.compile(
    r"\b(?:one|(?:two|three|four|five)s?|both|single|sole|couple|pair|twins?|triplets|trio|twice)\b", re.I
)


def tells_small_number(text: str) -> bool:
    """Whether a remark may tell a count of 1 to 5, and so must not be printed.

    A remark can tell what a table hides: of another figure, of one part, of one school. So any number above
    nought and up to 5 counts, in figures or in words, and the words that say one or two without a number
    (“both”, “a single”, “a pair”). So do shares of so few (“four in five” may be four of five children),
    percentages and rates of up to 5 (“5%” of 60 is three), and a number that is only part of an expression we
    do not know (“3rd”, “2/3”, “4pm”, “tier 3”): when unsure the remark is held back.

    What passes is what names a time and counts nothing: quarters (“Q1”, “in quarter 2”), years (“2004/05”),
    dates (“3 May 2018”, “by 3 May”, “04/05/2018”); and numbers over 5, however written (“15”, “1,294”, “day 21”,
    “12%”, “twenty-five”). A day and month without a year pass only where nothing can be counted after them:
    “the 3 March visits” may be three visits. What is said without any number (“a child”) is not caught.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(" " if unicodedata.category(one) == "Zs" else one for one in plain if not _unseen(one))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    plain = " ".join(plain.split())
    plain = _PAIR_OF_YEARS.sub(_without_years, plain)
    plain = _SPELT_DATE.sub(_without_date, plain)
    for form in _SAFE:
        plain = form.sub(" ", plain)
    small = any(0 < Decimal(one.replace(",", "")) <= _HIGHEST for one in _FIGURES.findall(plain))
    return small or _WORDS.search(plain) is not None


def printable(text: str) -> str:
    """The remark as it is printed: itself, or the sentence that says why it is not there."""
    return HELD_BACK if tells_small_number(text) else text


def _unseen(one: str) -> bool:
    """Letters nobody sees, which could part a number from itself: joiners, soft hyphens."""
    return unicodedata.category(one) == "Cf"


def _without_years(found: re.Match[str]) -> str:
    """Nothing where two years follow each other, such as 2004/05; what was there otherwise."""
    first, second = int(found[1]), int(found[2])
    follows = second == (first + 1) % 100
    return " " if follows else found[0]


def _without_date(found: re.Match[str]) -> str:
    """Nothing where a day and month can only be a date; what was there otherwise."""
    ends = found["year_too"] or found["nth_too"] or found["year"] or found["nth"]
    if not (ends or found["before"] or not found["more"]):
        return found[0]
    return (found["before"] or "") + " " + (found["more"] or "")
