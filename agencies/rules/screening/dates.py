"""Dates of birth: a full date with a word for birth beside it, or with a given name."""

import re
from collections.abc import Iterator

from agencies.rules.screening.forenames import FORENAME
from agencies.rules.screening.numbers import Find
from agencies.rules.screening.text import Kind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19\d\d|20\d\d|'?\d\d)(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
#: 3/4/09, 3.4.2009, 2009-04-03, 3rd of April 2009, April 3, 2009; all name a day.
DATE = (
    rf"(?<![\d/.])(?:{_DAY} ?[/.\-] ?{_DAY} ?[/.\-] ?{_YEAR}|(?:19|20)\d\d ?[-/.] ?\d\d? ?[-/.] ?\d\d?(?!\d)"
    rf"|{_DAY}(?:st|nd|rd|th)?[ -]*(?:of )?[ -]*{_MONTH}\b\.?,?[ -]*{_YEAR}"
    rf"|{_MONTH}\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR})(?![/.]\d)"
)
_DATE = re.compile(DATE, re.I)
_BIRTH = r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate[ -]of[ -]birth\b|\bbirth[ -]?(?:date|day)\b|\bborn\b|(?<=[( ])b\.(?= ?\d))"
#: Words of spans and of services that begin: the births of a period are nobody's date of birth.
_NOT_ONE = r"(?!.{0,30}\b(?:between|from|since|after|before|during|by|until|up to|prior)\b)"
_AFTER_WORD = re.compile(rf"{_BIRTH}{_NOT_ONE}[^\d;]{{0,30}}?({DATE})", re.I)
#: “dob 120311”: days written in figures alone are told by the word only.
_FIGURES = re.compile(r"\b(?:d\.?o\.?b\b\.?|date of birth)[ :=-]{0,3}(?:\d{6}|\d{8})(?!\d)", re.I)
_BEFORE_WORD = re.compile(
    rf"({DATE}) *[,(\[-]* *(?:\bd\.? ?o\.? ?b\b|\bdate[ -]of[ -]birth\b|\bbirth[ -]?(?:date|day)\b)", re.I
)
_ANOTHER = re.compile(
    rf" *(?:to|-|and|until|or) *{DATE}| *(?:to|and|or) (?:date|the present|now)|,? *or later", re.I
)
_A_SERVICE = re.compile(
    r"\b(?:trust|ccg|board|service|team|partnership|idea|project|programme|hub|council|charity|scheme|forum|group)"
    r"(?: \w+){0,2} *$",
    re.I,
)
_NAMED = re.compile(
    rf"(?<![\w.'-])({FORENAME}(?:[ -][A-Z][\w'-]+){{0,2}})(?:'s)?[ ,:;(\[|-]{{1,4}}((?i:{DATE}))",
)
#: So many characters before or after a name and a date are beside them.
_BESIDE = 40
#: Words beside which a name and a date are of somebody at work.
_AT_WORK = re.compile(
    r"\b(?:by|chair\w*|minutes?|meeting|met|updated?|review\w*|train\w*|attend\w*|sign\w*|approv\w*|author\w*|manager"
    r"|lead|leads|dr|nurse|officer|worker|coordinator|contact\w*|from|to|sent|email\w*|call\w*|version|prepared|revised"
    r"|course|induction|dbs|appointed|joined|start\w*|left|director|councillor|cllr|deadline|due|completed|signed|audit\w*"
    r"|inspect\w*|visit\w*|report\w*|conference|spoke|teacher|head|governor|midwife|doctor|consultant)\b",
    re.I,
)


def births_in(text: str) -> Iterator[Find]:
    """The dates of birth in a plain text, with the word or name that makes them one."""
    for match in _FIGURES.finditer(text):
        yield Kind.BIRTH_DATE, match.start(), match.end()
    if not _DATE.search(text):
        return
    for match in _AFTER_WORD.finditer(text):
        born_service = match[0][:4].lower() == "born" and _A_SERVICE.search(text[: match.start()])
        if not born_service and not _ANOTHER.match(text, match.end()):
            yield Kind.BIRTH_DATE, match.start(), match.end()
    for match in _BEFORE_WORD.finditer(text):
        yield Kind.BIRTH_DATE, match.start(), match.end()
    for match in _NAMED.finditer(text):
        start, end = match.span()
        at_work = _AT_WORK.search(text, start - _BESIDE, start) or _AT_WORK.search(text, end, end + _BESIDE)
        if not at_work and not _ANOTHER.match(text, end):
            yield Kind.BIRTH_DATE, match.start(), match.end()
