"""The web form of a return, ready to print: each figure's boxes with what was before, who typed and what is wrong."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from agencies.rules.standing import Standing
from scorecard.models import Finding
from scorecard.presenters.changes import result_words
from scorecard.presenters.facts import usual_range
from scorecard.presenters.findings import in_boxes, said
from scorecard.queries.form import FormPage
from scorecard.queries.series import facts_of
from scorecard.rules.form import FIELD_LABELS, REASONS, Field, Row, box, box_at
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import shown_factor


@dataclass(frozen=True, slots=True)
class Box:
    """One box. `text` stands in it, `kept` is what is saved of it; `fault` is what the check found.

    `by` says when somebody else typed it, and who.
    """

    name: str
    label: str
    kind: str
    text: str
    kept: str
    fault: str
    by: str
    options: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is, what is counted, its values before, its usual range, its boxes."""

    title: str
    counted: str
    before: str
    usual: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class FormWords:
    """The whole form. `errors` are (sentence, address of the box); `others` are findings about no box."""

    lines: tuple[Line, ...]
    errors: tuple[tuple[str, str], ...]
    saved: str


def form_words(page: FormPage, standing: Standing, typed: Mapping[str, str] | None = None) -> FormWords:
    """Everything the form prints for this person; `typed` stands in place of what is kept, when given."""
    found = _found(page)
    lines = tuple(_line(page, number, standing, found, typed) for number in range(len(page.rows)))
    errors = tuple(
        (in_boxes(one, page.rows), f"#{name}" if name else "")
        for name, theirs in found.items()
        for one in theirs
        if one.severity == "error"
    )
    return FormWords(lines, errors, saved_words(page.draft.saved_at, "") if page.draft else "")


def saved_words(at: datetime, by: str) -> str:
    """When something was saved, and by whom if it was somebody else."""
    return f"Saved {at:%H:%M}{f' by {by}' if by else ''}"


def _found(page: FormPage) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in page.findings:
        if one.severity != "note":
            found[box_at(page.rows, one.cell)].append(one)
    return found


def _line(
    page: FormPage,
    number: int,
    standing: Standing,
    found: Mapping[str, list[Finding]],
    typed: Mapping[str, str] | None,
) -> Line:
    row, line = page.rows[number], page.template.lines[number]
    indicator = line.indicator
    facts = facts_of(indicator)
    factor = shown_factor(facts, line.period)
    counted = " out of ".join(filter(None, (indicator.numerator, indicator.denominator)))
    assessed = page.usual.get((indicator.pk, line.breakdown))
    return Line(
        title=f"{indicator.code} {indicator.title}{'' if row.part == 'all' else f': {row.part}'}",
        counted=counted,
        before="; ".join(
            f"{Period(one.first, one.last, PeriodKind(one.period_kind)).short}: {result_words(one, facts, factor)}"
            for one in line.before
            if one is not None
        ),
        usual=usual_range(assessed) if assessed else "",
        boxes=tuple(_box(page, row, field, standing, found, typed) for field in row.fields),
    )


def _box(
    page: FormPage,
    row: Row,
    field: Field,
    standing: Standing,
    found: Mapping[str, list[Finding]],
    typed: Mapping[str, str] | None,
) -> Box:
    name = box(row, field)
    kept = page.draft.boxes.get(name, {}) if page.draft else {}
    text = (typed or {}).get(name, kept.get("text", ""))
    theirs = kept and kept.get("by_id") != standing.person_id
    options = (
        (("", text not in REASONS), *((one, one == text) for one in REASONS)) if field is Field.REASON else ()
    )
    return Box(
        name=name,
        label=FIELD_LABELS[field],
        kind="select" if options else "textarea" if field is Field.COMMENTARY else "number",
        text=text,
        kept=kept.get("text", ""),
        fault=" ".join(f"{said(one)} {one.remedy}" for one in found.get(name, ())),
        by=saved_words(datetime.fromisoformat(kept["at"]), kept["by"]) if theirs else "",
        options=options,
    )
