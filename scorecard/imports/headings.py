"""What a column's heading means, however it is spelt. Finding the row of headings is `layouts`'."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from scorecard.rules.periods import PeriodUnclear, parse


class Role(StrEnum):
    """What the cells under a heading hold."""

    CODE = "code"
    NAME = "name"
    PERIOD = "period"
    BREAKDOWN = "breakdown"
    AREA = "area"
    AGENCY = "agency"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"
    STATUS = "status"
    COMMENTARY = "commentary"
    MEASURE = "measure"


FIGURES = frozenset({Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE})

_SPELLINGS: dict[Role, str] = {
    Role.CODE: "code | ref | reference | id | ref no | reference no | reference number | indicator code | "
    "indicator ref | indicator reference | indicator no | indicator number | indicator id | measure code | "
    "measure ref | kpi code | kpi ref",
    Role.NAME: "indicator | indicator name | indicator title | indicator description | name | title | kpi | "
    "description | performance indicator | measure name | measure description",
    Role.PERIOD: "period | quarter | qtr | reporting period | time period | reporting quarter | month | "
    "year | financial year | date | as at | period covered | quarter year",
    Role.BREAKDOWN: "breakdown | break down | breakdown value | category | sub category | subcategory | "
    "split | group | disaggregation",
    Role.AREA: "area | area code | area name | district | locality | local authority | geography | place",
    Role.AGENCY: "agency | agency name | agency code | organisation | organization | partner | "
    "partner agency | reporting agency | submitted by",
    Role.NUMERATOR: "numerator | numerator value | number | part | count | num | n",
    Role.DENOMINATOR: "denominator | denominator value | out of | total | total number | base | population | "
    "cohort | whole | of",
    Role.VALUE: "value | result | % | rate | percentage | per cent | percent | figure | outturn | actual | "
    "performance | value % | result % | rate % | % result | % value | rate per 10 000 | rate per 10000 | "
    "rate per 100 000 | rate per 100000 | per 10 000 | per 10000",
    Role.STATUS: "status | reason | status reason | data status | reason if blank | reason for blank | "
    "if blank why | reason if no figure | reason for no figure | why blank | reason not supplied",
    Role.COMMENTARY: "commentary | comment | comments | narrative | note | notes | remark | remarks | "
    "explanation | agency commentary",
    Role.MEASURE: "measure | measure type | type | data item | row type | figure type",
}
_ROLES = {
    spelling.strip(): role for role, spellings in _SPELLINGS.items() for spelling in spellings.split("|")
}
#: Words about a figure that are no figure of the period: comparison rows and the columns beside the quarters.
_COMPARED_WORDS = (
    "target targets rag england national regional comparator comparators neighbour neighbours trend change "
    "direction benchmark tolerance threshold thresholds quartile ytd variance previous prior last dot"
)
#: Words that may stand beside those without making figures of them.
_AROUND_WORDS = (
    "rating statistical average mean best top bottom of the travel year years quarter quarters to date same this "
    "period periods time red amber green upper lower in for from on and nearest"
)
_COMPARED, _AROUND = frozenset(_COMPARED_WORDS.split()), frozenset(_AROUND_WORDS.split())
_COUNTED = re.compile(r"\d{1,4}|q[1-4]|fy")
#: A note's number or letter, or a mark, after the last word of a label: "Number (1)", "Referrals[note 2]", "Plans*".
_NOTE_MARKS = re.compile(
    r"(?<=[^\s(\[])\s*(?:[(\[](?:notes?\s*)?(?:\d{1,2}|[a-z])[)\]]|[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079]+)\s*$",
    re.IGNORECASE,
)
#: What is left of a heading that is nothing but a period once these are taken away is no letter or digit.
_PERIOD_WORDS = re.compile(
    r"\b(?:q(?:uarter|tr)?[ .]*[1-4]?|[1-4](?:st|nd|rd|th)? q(?:uarter|tr)|(?:jan|feb|mar|apr|may|june?|"
    r"july?|aug|sept?|oct|nov|dec)[a-z]*|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?|fy|year|months?|ending|ended|to|as|at|"
    r"autumn|spring|summer|term)\b"
)
_HAS_TIME = re.compile(r"\b(?:q(?:uarter|tr)?[ .]*[1-4]|[a-z]{3,9}[ -]*\d\d|(?:19|20)\d\d)")


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """A label as compared with others: lower case, one space between words, no punctuation but %, no footnote
    number glued to its last word ("England1", "Numerator¹") or in brackets after it ("Number (2)")."""
    lowered = unicodedata.normalize("NFKC", without_marks(text)).lower().replace("_", " ")
    words = re.sub(r"[^\w%]+", " ", lowered).strip()
    return re.sub(r"(?<=[a-z]{3})\d(?: \d)*$", "", words)


def without_marks(text: str) -> str:
    """A label without the note marks after its last word; one that is nothing but a mark stays."""
    return _NOTE_MARKS.sub("", text)


def role_of(heading: str) -> Role | None:
    """What the cells under this heading hold; None when it is no heading we know."""
    return _ROLES.get(tidy(heading))


def measure_of(text: str) -> Role | None:
    """The part of a figure a measure column's words name ("number", "out of", "result"), or None."""
    role = _ROLES.get(tidy(text))
    if tidy(text) == "no":
        return Role.NUMERATOR
    return role if role in FIGURES else None


def says_share(text: str) -> bool:
    """Whether a heading says that a percentage or a rate stands under it, and no count."""
    return role_of(text) is Role.VALUE and bool(
        re.search(r"%|\b(?:per|percentage|rate|percent)\b", tidy(text))
    )


def beside_figures(text: str) -> bool:
    """Whether words are about a figure but name none: its target, its rating, the year before, a comparator."""
    words = tidy(text).split()
    return any(word in _COMPARED for word in words) and all(
        word in _COMPARED or word in _AROUND or _COUNTED.fullmatch(word) for word in words
    )


@lru_cache(maxsize=4096)
def names_period(heading: str) -> bool:
    """Whether a heading is meant as a period, clear or not: "Q1 2013/14", and the unclear "Q1 2013" too."""
    if not heading.strip() or len(heading) > 60:
        return False
    heading = without_marks(heading)
    try:
        parse(heading)
    except PeriodUnclear:
        lowered = unicodedata.normalize("NFKC", heading).lower()
        rest = _PERIOD_WORDS.sub(" ", lowered)
        return bool(_HAS_TIME.search(lowered)) and not re.search(r"[a-z0-9]", rest)
    return True


def only_compares(text: str) -> bool:
    """Whether a row of this label only compares the one above it: the year before, a comparator, a target."""
    return beside_figures(text) or names_period(text)


def spellings() -> dict[str, Role]:
    """Every heading we know, with its meaning: what a heading nobody knows is held against."""
    return dict(_ROLES)
