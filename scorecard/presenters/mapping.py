"""The mapping page and the list of remembered answers, ready to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from agencies.rules.standing import Standing
from files.sheets import CSV_SHEET
from scorecard.imports.answers import KINDS
from scorecard.imports.columns import IGNORE, NOW
from scorecard.imports.headings import Role
from scorecard.imports.mapping import NONE_OF_OURS, Question, likely_periods
from scorecard.imports.rows import Checked, CleanRow, Context, Severity
from scorecard.models import Layout
from scorecard.rules import words
from scorecard.rules.figures import Status
from scorecard.rules.periods import PeriodUnclear, parse

ROLE_WORDS = {
    Role.CODE.value: "The indicator’s reference",
    Role.NAME.value: "The indicator’s name",
    Role.NUMERATOR.value: "The number (the part)",
    Role.DENOMINATOR.value: "What it is out of (the total)",
    Role.VALUE.value: "The result",
    NOW: "The figures of the quarter the return is for",
    Role.PERIOD.value: "The period",
    Role.STATUS.value: "Why there is no figure",
    Role.COMMENTARY.value: "Commentary",
    Role.BREAKDOWN.value: "Which part of the indicator",
    Role.MEASURE.value: "Which part of the figure (number, out of, result)",
    Role.AREA.value: "The area",
    Role.AGENCY.value: "The agency",
    IGNORE: "Nothing the board collects",
}
_TITLES = {
    "headings": "Columns we could not tell",
    "indicators": "Rows and columns of which indicator?",
    "symbols": "Signs",
    "percents": "Percentages or fractions",
    "periods": "Periods",
}
_ASKED = {
    "headings": "What stands under “{}”?",
    "indicators": "Which indicator is “{}”?",
    "symbols": "What does “{}” mean?",
    "percents": "Are the figures of {} percentages or fractions?",
    "periods": "Which period is “{}”?",
}
_PERCENTS = (("percent", "Percentages: 43 is 43%"), ("fraction", "Fractions: 0.43 is 43%"))
#: So many figures are shown of what would be read.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a field."""

    id: str
    name: str
    text: str
    hint: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind."""

    title: str
    fields: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure as it would be read."""

    cell: str
    sheet: str
    indicator: str
    part: str
    period: str
    numerator: str
    denominator: str
    result: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be read: how many figures, the first of them, and how many problems would be left."""

    figures: int
    rows: tuple[Shown, ...]
    errors: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """One answer in words."""

    kind: str
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class LayoutWords:
    """One agency's versions, the latest first, and what the latest says."""

    agency_id: int
    agency: str
    answers: tuple[Remembered, ...]
    versions: tuple[Layout, ...]


def groups_of(questions: Iterable[Question], given: Mapping[str, str], context: Context) -> tuple[Group, ...]:
    """The questions as fields, by kind, with what was chosen so far."""
    by_kind: dict[str, list[Asked]] = {}
    for number, one in enumerate(questions, start=1):
        name = f"{one.kind}:{one.key}"
        options = tuple((value, text, given.get(name) == value) for value, text in _options(one, context))
        asked = Asked(
            f"question-{number}", name, _ASKED[one.kind].format(one.label), _hint(one, context), options
        )
        by_kind.setdefault(one.kind, []).append(asked)
    return tuple(Group(_TITLES[kind], tuple(fields)) for kind, fields in by_kind.items())


def _options(one: Question, context: Context) -> Iterable[tuple[str, str]]:
    if one.kind == "headings":
        periods = ((f"period {each.key}", f"Figures of {each.label}") for each in likely_periods(one.label))
        return (*ROLE_WORDS.items(), *periods)
    if one.kind == "indicators":
        ours = tuple(
            (each.code, f"{each.code} {each.title}") for each in context.indicators.values() if each.owned
        )
        return ((NONE_OF_OURS, "None the board collects: leave it out"), *ours)
    if one.kind == "symbols":
        return tuple((status.value, words.STATUS_WORDS[status].capitalize()) for status in _SIGNS)
    if one.kind == "percents":
        return _PERCENTS
    return tuple((key, parse(key).label) for key in one.suggestions)


_SIGNS = (
    Status.NOT_SUPPLIED,
    Status.NOT_APPLICABLE,
    Status.NOT_YET_DUE,
    Status.SUPPRESSED,
    Status.LOW_RELIABILITY,
)


def _hint(one: Question, context: Context) -> str:
    place = f"Cell {one.cell}" + (f" of sheet “{one.sheet}”" if one.sheet != CSV_SHEET else "")
    said = f"{place}." if not one.examples else f"{place}, first values: {', '.join(one.examples)}."
    likely = [text for value, text in _options(one, context) if value in one.suggestions]
    if one.kind in ("headings", "indicators") and likely:
        said += f" Perhaps: {' or '.join(likely)}."
    return said


def preview_of(checked: Checked, context: Context) -> Preview:
    """What would be read, the quarter the return is for first."""
    rows = sorted(checked.rows, key=lambda row: row.period != context.period)
    errors = sum(one.severity is Severity.ERROR for one in checked.findings)
    return Preview(len(checked.rows), tuple(_shown(one, context) for one in rows[:SHOWN]), errors)


def _shown(one: CleanRow, context: Context) -> Shown:
    facts = context.indicators[one.indicator_code]
    if one.value is None:
        result = words.STATUS_WORDS[one.status]
    else:
        result = words.valued(one.value, facts.unit, facts.decimals)
    return Shown(
        cell=one.cell,
        sheet=one.sheet if one.sheet != CSV_SHEET else "",
        indicator=f"{facts.code} {facts.title}",
        part="" if one.breakdown == "all" else one.breakdown,
        period=one.period.label,
        numerator=words.whole(one.numerator),
        denominator=words.whole(one.denominator),
        result=result,
    )


def layouts_words(layouts: Iterable[Layout], standing: Standing) -> tuple[LayoutWords, ...]:
    """The remembered layouts, an agency each."""
    by_agency: dict[int, list[Layout]] = {}
    for one in layouts:
        by_agency.setdefault(one.agency_id, []).append(one)
    return tuple(
        LayoutWords(agency_id, versions[0].agency.name, tuple(_remembered(versions[0])), tuple(versions))
        for agency_id, versions in by_agency.items()
    )


def _remembered(layout: Layout) -> Iterable[Remembered]:
    for kind in KINDS:
        for key, answer in layout.answers.get(kind, {}).items():
            yield Remembered(kind, key, _says(kind, key, answer))


def _says(kind: str, key: str, answer: str) -> str:
    if kind == "headings":
        held = ROLE_WORDS.get(answer) or f"Figures of {_period(answer.partition(' ')[2])}"
        return f"Under “{key}” stands: {held[:1].lower()}{held[1:]}."
    if kind == "indicators":
        return f"“{key}” is {answer}." if answer else f"“{key}” is left out: the board does not collect it."
    if kind == "symbols":
        return f"“{key}” means {words.STATUS_WORDS[Status(answer)]}."
    if kind == "percents":
        return f"The figures of {key} are written as {'percentages' if answer == 'percent' else 'fractions'}."
    return f"“{key}” is {_period(answer)}."


def _period(key: str) -> str:
    try:
        return parse(key).label
    except PeriodUnclear:
        return key
