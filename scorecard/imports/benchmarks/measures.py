"""Which lines of a published table make which indicator: by the words of their headings, never by address.

Each measure names the words its numerator and its denominator are headed by. What is printed as a percentage
or a rate stands in the next line of that kind; what is not printed is worked out from its parts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scorecard.imports.benchmarks.tables import Line
from scorecard.imports.benchmarks.words import LineKind, day_band


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading must say (every pattern) and must not (any pattern), as regular expressions."""

    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    kind: LineKind = LineKind.NUMBER

    def fits(self, line: Line) -> bool:
        """Whether this line's heading is such a one."""
        return (
            line.kind is self.kind
            and all(re.search(pattern, line.words) for pattern in self.says)
            and not any(re.search(pattern, line.words) for pattern in self.never)
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """How to find one indicator. `printed` is the kind of line its value stands in; None: worked out.

    The denominator is the nearest fitting line before the numerator with no line headed by `unless` between:
    in DfE's national table plans of two years or more follow both those open and those ended.
    `within_days` adds up the duration bands that end by that day, in place of one numerator.
    """

    code: str
    numerator: Heading
    denominator: Heading | None = None
    printed: LineKind | None = None
    unless: str = ""
    within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The lines that make one indicator in one table."""

    measure: Measure
    numerators: tuple[Line, ...]
    denominator: Line | None
    value: Line | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines it rests on."""
        return tuple(line for line in (*self.numerators, self.denominator, self.value) if line is not None)


_PLAN = r"\bplans?\b"
_PARTS = (r"\byears\b", r"\bmonths\b", "review", "categor", "second", "days")
_REFERRALS = Heading(
    (r"\breferrals\b",), ("within", "resulted", r"child", "further action", "source", "month", "days")
)
_REFERRED_AGAIN = Heading(
    ("within 12 months of a previous referral",), ("children", "number referred within")
)
_ENQUIRIES = Heading(("section 47",), ("child", "conference", "days", "duration"))
_CONFERENCES = Heading(("conference",), ("number of children", "days", "duration", r"^section 47"))
_CHILDREN_AT_CONFERENCE = Heading(("conference", "number of children"), ("days", "duration"))
_PLANS_OPEN = Heading((_PLAN, "at 31 march"), _PARTS)
_PLANS_STARTED = Heading(
    (r"plans? starting|became the subject of a (child protection )?plan",),
    (*_PARTS, "children on", "at 31 march"),
)
_PLANS_ENDED = Heading(
    (r"plans? (that |which )?end(ed|ing)|ceased to be the subject",), (*_PARTS, "children on", "at 31 march")
)
_TWO_YEARS = Heading((r"(2|two) (or more years|years (and|or) (over|more))|over (2|two) years",))
_PERCENT, _RATE = LineKind.PERCENT, LineKind.RATE

MEASURES: tuple[Measure, ...] = (
    Measure("D02", _REFERRALS, printed=_RATE),
    Measure("D03", _REFERRED_AGAIN, _REFERRALS, _PERCENT),
    Measure("D04", Heading((r"resulted in no further action",), ("assess",)), _REFERRALS, _PERCENT),
    Measure(
        "D08", Heading(("children in need", "at 31 march"), ("yet to", "disab", "duration")), printed=_RATE
    ),
    Measure("D09", _ENQUIRIES, printed=_RATE),
    Measure("D10", _CONFERENCES, _ENQUIRIES),
    Measure("D11", _CHILDREN_AT_CONFERENCE, printed=_RATE),
    Measure("D12", _PLANS_OPEN, printed=_RATE),
    Measure("D14a", _PLANS_STARTED, printed=_RATE),
    Measure("D14b", _PLANS_ENDED, printed=_RATE),
    Measure(
        "T01",
        Heading(("assessment",)),
        Heading(("assessments completed",), ("days", "duration")),
        within_days=45,
    ),
    Measure("T02", Heading(("conference", "section 47")), _CONFERENCES, within_days=15),
    Measure(
        "T03", Heading(("section 47", "conference", "median"), kind=LineKind.DAYS), printed=LineKind.DAYS
    ),
    Measure(
        "T04",
        Heading(
            ("review", r"time ?scale"),
        ),
        Heading(
            (_PLAN, r"(3|three) (or more )?months|at least three months"),
            ("review", "or less", "more than 3"),
        ),
        _PERCENT,
    ),
    Measure("T05", Heading((r"second or subsequent",)), _PLANS_STARTED, _PERCENT),
    Measure("T06", _TWO_YEARS, _PLANS_ENDED, _PERCENT, unless=r"at 31 march|starting"),
    Measure("T07", _TWO_YEARS, _PLANS_OPEN, _PERCENT, unless=r"starting|end(ed|ing)"),
    Measure(
        "T08", Heading((r"(3|three) months or less",)), _PLANS_ENDED, _PERCENT, unless=r"at 31 march|starting"
    ),
)


def find(lines: Sequence[Line]) -> Iterator[Found]:
    """Every indicator these lines make, each once: the first lines that fit."""
    for measure in MEASURES:
        found = _durations(measure, lines) if measure.within_days is not None else _counted(measure, lines)
        if found is not None:
            yield found


def _counted(measure: Measure, lines: Sequence[Line]) -> Found | None:
    for at, line in enumerate(lines):
        if not measure.numerator.fits(line):
            continue
        if measure.printed is LineKind.DAYS:
            return Found(measure, (), None, line)
        denominator = _denominator(measure, lines[:at])
        value = _printed(measure, lines[at + 1 :])
        if (measure.denominator is None or denominator) and (measure.printed is None or value):
            return Found(measure, (line,), denominator, value)
    return None


def _durations(measure: Measure, lines: Sequence[Line]) -> Found | None:
    """The bands up to the day, which must follow each other from the first day and end on that very day."""
    bands = [
        (band, at)
        for at, line in enumerate(lines)
        if (band := day_band(line.words)) is not None and measure.numerator.fits(line)
    ]
    wanted = [(band, at) for band, at in bands if band[1] <= (measure.within_days or 0)]
    ends = [band[1] for band, _ in wanted]
    joined = all(later[0][0] <= earlier[0][1] + 1 for earlier, later in pairwise(wanted))
    if (
        not wanted
        or ends[-1] != measure.within_days
        or ends != sorted(ends)
        or wanted[0][0][0] > 1
        or not joined
    ):
        return None
    denominator = _denominator(measure, lines[: wanted[0][1]])
    if denominator is None:
        return None
    return Found(measure, tuple(lines[at] for _, at in wanted), denominator, None)


def _denominator(measure: Measure, before: Sequence[Line]) -> Line | None:
    if measure.denominator is None:
        return None
    for line in reversed(before):
        if measure.denominator.fits(line):
            return line
        if measure.unless and line.kind is LineKind.NUMBER and re.search(measure.unless, line.words):
            return None
    return None


def _printed(measure: Measure, after: Sequence[Line]) -> Line | None:
    """The next line of the kind the value is printed in, before the next number."""
    for line in after:
        if line.kind is measure.printed:
            return line
        if line.kind is LineKind.NUMBER:
            return None
    return None
