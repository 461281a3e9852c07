"""The annual report as data: everything printed, nothing computed later. Turned to JSON and back without loss."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReportPoint:
    """One period of a chart: its label, its value as drawn (None: missing or hidden), what its mark means."""

    label: str
    value: float | None
    tone: str


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A chart's inputs, in the unit the page shows."""

    points: tuple[ReportPoint, ...]
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None
    target_label: str
    comparators: tuple[tuple[str, float], ...]
    decimals: int
    suffix: str
    floor: float | None
    ceiling: float | None
    title: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One indicator in the report, in words; `quarters` are (period, figure) of the year, newest last.

    `latest` is the closing period's figure or why there is none; then `last_shown` is the last one there is,
    with its period, and a verdict is a dash without a mark. `counts` are what a rate's quarters rest on.
    """

    code: str
    title: str
    unit: str
    latest: str
    latest_period: str
    latest_count: str
    last_shown: str
    target: str
    against: str
    against_mark: str
    pattern: str
    pattern_mark: str
    pattern_detail: str
    england: str
    england_note: str
    chart: ReportChart | None
    quarters: tuple[tuple[str, str], ...]
    counts: tuple[str, ...]
    parts: tuple[tuple[str, str, str], ...]
    commentary: tuple[tuple[str, str], ...]
    counted: str
    out_of: str


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One perspective."""

    code: str
    title: str
    question: str
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """The whole report. `marking` stands on every page; `notice` says that a demonstration is invented."""

    board_name: str
    year: int
    year_words: str
    title: str
    marking: str
    notice: str
    foreword_title: str
    foreword: tuple[str, ...]
    foreword_by: str
    area_name: str
    area_text: tuple[str, ...]
    area_facts: tuple[tuple[str, str, str], ...]
    summary: str
    concerns: tuple[str, ...]
    improvements: tuple[str, ...]
    sections: tuple[ReportSection, ...]
    missing_returns: tuple[str, ...]
    quality_notes: tuple[str, ...]
    sources: tuple[str, ...]
    conclusion: tuple[str, ...]
    #: The words a reader may not know, each with what it means.
    explained: tuple[tuple[str, str], ...]
    #: Who was trained: a sentence, the columns' headings, a line an agency and a profession, notes. Reports printed
    #: before training was counted here have none.
    trained: str = ""
    trained_columns: tuple[str, ...] = ()
    trained_agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    trained_professions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    trained_notes: tuple[str, ...] = ()
    #: Section 11 self-assessments: a sentence; who replied, by group; bodies that must and did not; each standard, the
    #: weakest first; notes. Reports printed before they were kept here, and years without a cycle, have none.
    section_11: str = ""
    section_11_groups: tuple[tuple[str, str, str], ...] = ()
    section_11_silent: tuple[str, ...] = ()
    section_11_standards: tuple[tuple[str, str, str, str], ...] = ()
    section_11_notes: tuple[str, ...] = ()


def to_json(report: AnnualReport) -> dict[str, Any]:
    """The report as plain JSON."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(report)))
    return plain


def fingerprint(data: dict[str, Any]) -> str:
    """The SHA-256 of the data, however its keys are ordered."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def from_json(data: dict[str, Any]) -> AnnualReport:
    """The report again, from its JSON."""
    sections = tuple(
        ReportSection(**{**section, "rows": tuple(_row(row) for row in section["rows"])})
        for section in data["sections"]
    )
    flat: dict[str, Any] = {key: _tuples(value) for key, value in data.items() if key != "sections"}
    return AnnualReport(**flat, sections=sections)


def _tuples(value: Any) -> Any:
    """Lists as tuples, however deep."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _row(row: dict[str, Any]) -> ReportRow:
    chart = row["chart"]
    tuples = {name: tuple(tuple(item) for item in row[name]) for name in ("quarters", "parts", "commentary")}
    tuples["counts"] = tuple(row["counts"])
    return ReportRow(**{**row, **tuples, "chart": None if chart is None else _chart(chart)})


def _chart(chart: dict[str, Any]) -> ReportChart:
    points = tuple(ReportPoint(**point) for point in chart["points"])
    return ReportChart(
        **{
            **chart,
            "points": points,
            "comparators": tuple((label, value) for label, value in chart["comparators"]),
        }
    )
