"""One person's age, told from the ages of a group, a span of ages, a school year and any other number."""

import re
from collections.abc import Iterator

_NUMBERS = """
thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty eleven twelve three seven eight four five nine
one two six ten
"""
_IN_WORDS = "|".join(_NUMBERS.split())
#: An age in years up to 25, when the last duties to care leavers end (Children and Social Work Act 2017, section 3).
YEARS = rf"(?:1\d|2[0-5]|0?\d|{_IN_WORDS})(?![\d%£]|[.,/]\d)"
_UNITS = r"(?:years?|yrs?|months?|mths?|mnths?|weeks?|wks?|days?)"
_OLD = rf"(?:{_UNITS}[ -]*(?:old\b|of[ -]age\b)|y[/. ]?o\b\.?|yrs?\b(?!\s*\d))"
#: A child's age may be in months or weeks, so that numbers above 25 are ages too where the unit is said.
_ANY = rf"(?:\d{{1,2}}(?!\d)|{_IN_WORDS})"

#: “aged 7”, “age: 7”, “at the age of seven”, “7-year-old”, “7 yrs”, “7yo”, “18 months old”.
AGE = (
    rf"(?:\bage(?:d)?(?: of)?[ :=-]*{YEARS}(?: ?(?:{_UNITS}|y)\b)?"
    rf"|(?<![\w./-]){_ANY}(?:[ -]?(?:{_ANY}|and a half|½))?[ -]*{_OLD})"
)
_AGE = re.compile(AGE, re.I)
#: “she is 14”, “who was seven when”; not “he is 14 days late”.
_IS = re.compile(
    rf"\b(?:he|she|who|child|boy|girl|son|daughter|sister|brother|sibling|pupil|teenager|baby|person|he's|she's)"
    rf"(?: (?:is|was|has|had|who|just|only|now|still|turned|turns|be|been|to|about|nearly|almost|will)){{0,4}}"
    rf" ({YEARS})(?= *(?:$|[.,;:)!?-]|(?:and|when|who|but|years?|yrs?|now|at|with|this|next|in|lives?|living)\b))",
    re.I,
)
#: “the boy, 12, of 3 Elm Close”.
_BETWEEN_COMMAS = re.compile(
    rf"\b(?:child|boy|girl|son|daughter|sister|brother|pupil|teenager), ({YEARS})(?=,)", re.I
)
#: So many characters before an age, from its first letter on, a word says whose ages are meant.
_BEFORE = 45
_SPAN_AFTER = re.compile(
    r" *(?:, *\d\d?(?= *(?:,|&|and\b|or\b|to\b))"
    r"|(?:-|to|until|through|and|or|/|&) *(?:\d|(?:under|over|above|below|younger|older|upwards?|up)\b)"
    r"|\+|(?:plus|upwards?)\b)",
    re.I,
)
_SPAN_BEFORE = re.compile(
    r"(?:\d *(?:-|to|and|or|/|&)|\b(?:under|over|between|from|below|above|than)) *$", re.I
)
_MANY = re.compile(
    r"(?:\b(?:(?<!of the )(?<!one of )children|pupils|boys|girls|young people|people|students|those|adolescents|babies"
    r"|infants|toddlers|teenagers|males|females|cohort|population|group|all|victims|patients|referrals|cases|numbers?"
    r"|total|average|mean|median|under|over|everyone|anyone|any|each|every|persons|rate|looked after|mothers|per)\b"
    r"[ ,(-]*(?:\w+ ){0,3})$",
    re.I,
)
_OF_MANY = re.compile(
    r" *-?(?:olds|children|pupils|boys|girls|people|students|s\b|cohort|population|group|band|check)", re.I
)


def ages_in(text: str) -> Iterator[tuple[int, int]]:
    """Where one person's age stands in a plain text. Ages of groups and spans of ages are left out."""
    for match in _AGE.finditer(text):
        if is_one_persons(text, match.start(), match.end()):
            yield match.span()
    for pattern in (_IS, _BETWEEN_COMMAS):
        for match in pattern.finditer(text):
            yield match.span()


def is_one_persons(text: str, start: int, end: int) -> bool:
    """Whether the age at this place is of one person, by the words around it."""
    return not _MANY.search(text, start - _BEFORE, start) and not is_span(text, start, end)


def is_span(text: str, start: int, end: int) -> bool:
    """Whether the age at this place is one end of a span of ages, or a whole age group’s."""
    return bool(
        _SPAN_AFTER.match(text, end)
        or _SPAN_BEFORE.search(text, start - _BEFORE, start)
        or _OF_MANY.match(text, end)
    )
