"""Whether an indicator's definition makes sense, and which of its changes begin a new version. No Django."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scorecard.rules.figures import Basis, Kind, Polarity, Unit

#: What may change of an indicator while its figures go on meaning the same.
WORDS = (
    "title",
    "why",
    "varies_because",
    "questions",
    "perspective",
    "owner",
    "tolerance",
    "decimals",
)
#: What is counted, in words. The words may be put right; counting otherwise is a new version.
COUNTED_IN_WORDS = ("numerator", "denominator")
#: What makes it another measure whenever it changes: a new version, whose lines are judged by themselves.
COUNTED = (
    "unit",
    "per",
    "ages",
    "kind",
    "basis",
    "frequency",
    "polarity",
    "band_low",
    "band_high",
    "breakdown",
    "breakdown_values",
    "whole",
)
DEFINITION = (*COUNTED_IN_WORDS, *COUNTED)
#: What each is called on pages and in the audit trail.
CALLED = {
    "title": "title",
    "why": "why it matters",
    "varies_because": "why it may vary",
    "questions": "questions to ask",
    "perspective": "perspective",
    "owner": "agency that reports it",
    "tolerance": "how near is near",
    "decimals": "decimal places",
    "numerator": "what is counted",
    "denominator": "out of what",
    "unit": "unit",
    "per": "what a rate is per",
    "ages": "ages",
    "kind": "flow or snapshot",
    "basis": "time covered",
    "frequency": "how often it is reported",
    "polarity": "which way is good",
    "band_low": "lower end of its band",
    "band_high": "upper end of its band",
    "breakdown": "what it is broken down by",
    "breakdown_values": "its parts",
    "whole": "whole things or parts of them",
}
MOST_QUESTIONS, LONGEST_QUESTION = 3, 200
MOST_PARTS, LONGEST_PART = 40, 200
#: A letter or a few and a number, such as L01; a small letter tells two of one number apart.
_CODE = re.compile(r"[A-Z]{1,4}\d{1,4}[a-z]?", re.ASCII)
_AGES = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
_OUT_OF = frozenset({Unit.PERCENT, Unit.RATE, Unit.MEAN})


def code_fault(code: str) -> str:
    """What is wrong with an indicator's code; nothing when it is sound."""
    if _CODE.fullmatch(code):
        return ""
    return "A code is one to four capital letters and a number, such as L01."


def faults(given: Mapping[str, Any]) -> dict[str, str]:
    """What contradicts itself in a definition, by field: a sentence each. Nothing when it makes sense."""
    checks = (_title, _unit, _out_of, _time, _band, _parts, _questions, _tolerance)
    found: dict[str, str] = {}
    for check in checks:
        for field, sentence in check(given):
            found.setdefault(field, sentence)
    return found


def changed(before: Any, after: Mapping[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    """The fields of these that are given and differ from what an indicator has."""
    return tuple(name for name in names if name in after and getattr(before, name) != after[name])


def listed(names: Iterable[str]) -> str:
    """Fields in the words of pages: “unit, what is counted”."""
    return ", ".join(CALLED[name] for name in names)


def _title(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if not str(given["title"]).strip():
        yield "title", "Give the indicator a title."
    if not str(given["numerator"]).strip():
        yield "numerator", "Say what is counted."


def _unit(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    per, ages = given["per"], given["ages"]
    if given["unit"] != Unit.RATE:
        if per is not None:
            yield "per", "Only a rate is per so many people: leave this empty."
        if ages:
            yield "ages", "Only a rate has ages: leave this empty."
        return
    if per is None or per < 1:
        yield "per", "A rate is per so many people: write how many, such as 10000."
    found = _AGES.fullmatch(ages)
    if found is None or int(found[1]) > int(found[2]):
        yield "ages", "Say of which ages the rate is, such as 0-17."


def _out_of(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    needs, has = Unit(given["unit"]) in _OUT_OF, bool(str(given["denominator"]).strip())
    if needs and not has:
        yield "denominator", "A percentage, a rate or an average is out of something: say out of what."
    if has and not needs:
        yield "denominator", "A number or a median is out of nothing: leave this empty."


def _time(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if (given["kind"] == Kind.SNAPSHOT) != (given["basis"] == Basis.SNAPSHOT):
        yield "basis", "What stood at the end of a period is a snapshot; what happened in it is not."


def _band(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    low, high = given["band_low"], given["band_high"]
    if given["polarity"] != Polarity.BAND:
        if low is not None or high is not None:
            yield "band_low", "Only what is best within a band has ends of one: leave both empty."
    elif low is None or high is None or low >= high:
        yield "band_low", "What is best within a band needs both ends of it, the lower first."


def _parts(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    values = [str(one) for one in given["breakdown_values"]]
    if values and not str(given["breakdown"]).strip():
        yield "breakdown", "Say by what it is broken down, such as age or source."
    if len({one.casefold() for one in values}) < len(values):
        yield "breakdown_values", "Write each part once."
    if any(one.casefold() == "all" for one in values):
        yield "breakdown_values", "“all” is the whole: leave it out."
    if len(values) > MOST_PARTS or any(len(one) > LONGEST_PART for one in values):
        yield "breakdown_values", f"At most {MOST_PARTS} parts, of {LONGEST_PART} characters each."


def _questions(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    asked = given["questions"]
    if len(asked) > MOST_QUESTIONS or any(len(one) > LONGEST_QUESTION for one in asked):
        yield "questions", f"At most {MOST_QUESTIONS} questions, of {LONGEST_QUESTION} characters each."


def _tolerance(given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if given["tolerance"] is None or given["tolerance"] < 0:
        yield "tolerance", "Write nought or more."
    if given["decimals"] is None or not 0 <= given["decimals"] <= 3:
        yield "decimals", "Write 0, 1, 2 or 3."
