"""What the web form of a return shows: its figures with what was before, what was typed, what the check found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scorecard.models import Draft, Finding, Indicator, Return, Submission
from scorecard.queries.overview import Assessed, assessed_line
from scorecard.queries.series import lines
from scorecard.queries.template import Template, TemplateLine, template_for
from scorecard.rules.figures import Unit
from scorecard.rules.form import Row


@dataclass(frozen=True, slots=True)
class FormPage:
    """All of it. `rows` and `template.lines` go together; `usual` is by indicator and part."""

    owed: Return
    template: Template
    rows: tuple[Row, ...]
    draft: Draft | None
    sent: Submission | None
    findings: tuple[Finding, ...]
    usual: Mapping[tuple[int, str], Assessed]


def rows_of(template: Template) -> tuple[Row, ...]:
    """The form's rows: those of the return's template."""
    return tuple(_row(line) for line in template.lines)


def _row(line: TemplateLine) -> Row:
    indicator = line.indicator
    return Row(indicator.code, indicator.title, line.breakdown, line.period.short, Unit(indicator.unit))


def typed_in(draft: Draft | None) -> dict[str, str]:
    """What stands in the boxes, by their names."""
    boxes: dict[str, dict[str, Any]] = draft.boxes if draft is not None else {}
    return {name: box["text"] for name, box in boxes.items()}


def draft_of(owed: Return) -> Draft | None:
    """What was typed for this return and is kept."""
    return Draft.objects.filter(owed=owed).select_related("saved_by").first()


def form_page(owed: Return) -> FormPage:
    """The form of one return. What the last check found stands beside the boxes while it is to be corrected."""
    template = template_for(owed)
    sent = owed.submissions.order_by("-pk").first()
    corrects = (
        sent is not None
        and sent.origin == Submission.Origin.FORM
        and sent.state == Submission.State.TO_CORRECT
    )
    return FormPage(
        owed=owed,
        template=template,
        rows=rows_of(template),
        draft=draft_of(owed),
        sent=sent if corrects else None,
        findings=tuple(sent.findings.all()) if corrects and sent is not None else (),
        usual=_usual(owed, template),
    )


def _usual(owed: Return, template: Template) -> dict[tuple[int, str], Assessed]:
    indicators: dict[int, Indicator] = {line.indicator.pk: line.indicator for line in template.lines}
    held = lines(indicators.values(), agency_ids=[owed.agency_id])
    return {
        (key.indicator_id, key.breakdown): assessed_line(indicators[key.indicator_id], line, {})
        for key, line in held.items()
    }
