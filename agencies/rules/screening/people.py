"""Initials and given names with one person's age beside them."""

import re
from collections.abc import Iterator

from agencies.rules.screening.abbreviations import SHORTENED, WITH_DOTS
from agencies.rules.screening.ages import AGE, YEARS, is_span
from agencies.rules.screening.forenames import FORENAME
from agencies.rules.screening.numbers import Find
from agencies.rules.screening.text import Kind

_DOTTED = r"(?:[A-Za-z]\. ?){1,3}[A-Za-z]\b\.?"
_BARE = r"(?-i:[A-Z]{2,3}|[B-HJ-Z] [B-Z])"
_SMALL = r"(?-i:[b-df-hj-np-tv-xz]{2})"
_INITIALS = rf"(?<![\w.&/'-])(?:(?P<dotted>{_DOTTED})|(?P<bare>{_BARE})|(?P<small>{_SMALL}))(?![\w&@])"
#: What may stand between initials and an age that belong together.
_GAP = (
    r"(?:'s)?(?:[ ,;:|/(\[-]|\b(?:who|is|was|has|just|turned|now|currently|then|only|a|an|the|boy|girl|male|female"
    r"|child|young|person|pupil|student|baby|son|daughter|sibling|brother|sister|of|and|age|will|be|turns|he|she|m|f"
    r"|known|as|called|named|initials|vulnerable)\b"
    r"|\b(?:year|yr|y|class) ?\d{1,2}\b){0,14}?"
)
_SEX = r"(?:m|f|male|female|boy|girl)"
_BRIEF = (
    rf"(?:{YEARS} ?[/,]? ?{_SEX}\b|\b{_SEX} ?[/,]? ?{YEARS}"
    rf"|(?:(?<=[(\[,/])|(?<=[(\[,/] )){YEARS} ?(?:years?|yrs?|months?|mths?|y)\b|(?<= ){YEARS}(?:yrs?|y)\b"
    r"|\b(?:b\.|born)(?: in)? ?(?:19|20)\d\d(?!\d))"
)
_IS = (
    rf"\b(?:is|was|turned|turns)(?: only| just| now| still)? {YEARS}"
    r"(?= *(?:$|[.,;)]|and (?:lives?|living|attends|has|is|was|goes)\b|who\b|when\b|years?\b|yrs?\b))"
)


def _anywhere(pattern: str) -> re.Pattern[str]:
    """A pattern that is also found inside the words of another find, `all` of which may turn out to be none."""
    return re.compile(f"(?=(?P<all>{pattern}))", re.I)


_THEN_AGE = _anywhere(f"{_INITIALS}{_GAP}(?P<age>{AGE}|{_BRIEF}|{_IS})")
_IN_BRACKETS = _anywhere(rf"{_INITIALS} ?[(\[] ?(?P<age>{YEARS}) ?[)\]]")
#: “Child AB (9)”, “the boy, JS, 7, was”: what such words are said of is no team and no count.
_CHILD = r"\b(?:child|boy|girl|baby|sibling|brother|sister|son|daughter|pupil|young person|teenager)\b"
_CHILD_THEN = _anywhere(rf"{_CHILD}[ ,(]{{1,2}}{_INITIALS} ?[,(\[] ?(?P<age>{YEARS}) ?(?=[)\],])")
_CHILD_OF = _anywhere(rf"{_CHILD} of (?P<age>{YEARS})[ ,(]{{1,2}}{_INITIALS}")
_AGE_THEN = _anywhere(f"(?P<age>{AGE}){_GAP}{_INITIALS}")
#: “and 9” after an age: those of two children, not a span.
_SEVERAL = re.compile(r" *(?:and|&|,) *\d")
_SURNAME = re.compile(r" ?(?!Aged?\b|Is\b|Was\b|Who\b|Lives\b|Dob\b|Born\b)[A-Z][a-z]")

#: What every age looked for here has about it; without it the slower looking is spared.
_PERHAPS = re.compile(
    r"age|old\b|\d ?y|[a-z]n? ?y[/ .]?o|\byrs?\b|years?\b|\d ?(?:months?|mths?|weeks?|wks?|days?)"
    r"|[(\[,] ?\w{1,9} ?[)\],]|\bof (?:\d|\w{3,9}\b)|\b(?:is|was|turned|turns) (?:\d|\w{3,9}\b)|\bborn\b|\bb\."
    rf"|\d ?[/,]? ?{_SEX}\b|\b{_SEX} ?[/,]? ?\d",
    re.I,
)

_NAME = rf"(?<![\w.'-]){FORENAME}(?: [A-Z][\w'-]+){{0,2}}"
_CALLED = r"\b(?:called|named) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
_NAME_GAP = r"(?:'s)?[ ,;:|/(\[-]{1,3}(?:(?:who|is|was|now|a|an|the|only|just|turned) ){0,3}"
_NAMED_THEN_AGE = re.compile(
    rf"(?:{_NAME}|{_CALLED}){_NAME_GAP}(?P<age>(?i:{AGE})|(?i:{_IS})|{YEARS}(?= ?[)\]]))"
)
_AGE_THEN_NAMED = re.compile(
    rf"(?P<age>(?i:{AGE}))(?:[ ,(-]|\b(?:boy|girl|child|son|daughter|baby|pupil|called|named|the)\b){{1,5}}{_NAME}"
)


def people_in(text: str) -> Iterator[Find]:
    """Initials and given names with an age, in a plain text."""
    if not _PERHAPS.search(text):
        return
    for pattern in (_THEN_AGE, _AGE_THEN, _IN_BRACKETS, _CHILD_THEN, _CHILD_OF):
        yield from _initials(text, pattern)
    for pattern in (_NAMED_THEN_AGE, _AGE_THEN_NAMED):
        for match in pattern.finditer(text):
            if not is_span(text, match.start("age"), match.end("age")):
                yield Kind.NAME, match.start(), match.end()


def _initials(text: str, pattern: re.Pattern[str]) -> Iterator[Find]:
    """Initials with one person's age: finds may overlap, since some of the letters may turn out to be no initials."""
    for match in pattern.finditer(text):
        if pattern is _IN_BRACKETS and not match["dotted"]:
            continue
        start, end = match.span("age")
        several = _SEVERAL.match(text, end) and " to " not in match["all"]
        if are_initials(match, text) and (several or not is_span(text, start, end)):
            yield Kind.INITIALS, *match.span("all")


def are_initials(match: re.Match[str], text: str) -> bool:
    """Whether the letters found are a person's initials: no abbreviation, and not those before a surname."""
    if match["small"]:
        return match["small"].upper() not in SHORTENED and match["small"].islower()
    letters = re.sub(r"[. ]", "", match["dotted"] or match["bare"])
    if match["dotted"]:
        return letters.lower() not in WITH_DOTS and not _SURNAME.match(text, match.end("dotted"))
    return match["bare"].isupper() and letters not in SHORTENED


INITIALS = re.compile(_INITIALS, re.I)
