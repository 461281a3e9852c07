"""Figures typed on the portal: the web form and the nil return, sent as the file they amount to."""

from enum import StrEnum

from django.db import transaction

from agencies.rules.screening import screen
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions.submissions.receive import receive
from scorecard.models import Return, Submission
from scorecard.permissions import can_send
from scorecard.queries.form import draft_of, rows_of, typed_in
from scorecard.queries.template import ALL, TemplateLine, template_for
from scorecard.rules.figures import Unit
from scorecard.rules.form import Field, as_file, box
from scorecard.rules.periods import Period, PeriodKind


class Nil(StrEnum):
    """What a nil return says: that there was nothing to count, or that nothing was counted."""

    NOTHING_HAPPENED = "nothing happened"
    NO_FIGURES = "no figures"


@transaction.atomic
def send_form(*, return_id: int, by: Standing) -> Submission:
    """Send what was typed into a return's form; it is checked as a file is. Raises `Refused` when all is blank."""
    owed = _owed(return_id, by)
    rows = rows_of(template_for(owed))
    typed = typed_in(draft_of(owed))
    if not any(typed.get(box(row, field)) for row in rows for field in row.fields):
        raise Refused("Nothing has been filled in yet.")
    return _send(owed, "Web form", as_file(rows, typed), Submission.Origin.FORM, by)


@transaction.atomic
def send_nil(*, return_id: int, says: Nil, reason: str, by: Standing) -> Submission:
    """Send a return without figures, with the reason beside each line it is due for.

    Of a quarter in which nothing happened counts and rates are true zeros, and shares and averages of nothing are
    “not applicable”; of one that nobody counted every figure is “not supplied”. Raises `Refused` without a reason.
    """
    owed = _owed(return_id, by)
    if not reason.strip():
        raise Refused("Say why there is nothing to report.")
    if screen(reason):
        raise Refused("The reason holds words that could identify a child. Say it without them.")
    template = template_for(owed)
    lines = [one for one in template.lines if one.indicator.owner_id == owed.agency_id]
    rows = [row for row, line in zip(rows_of(template), template.lines, strict=True) if line in lines]
    if not rows:
        raise Refused("No figure is due from this agency for this quarter.")
    typed: dict[str, str] = {}
    for row, line in zip(rows, lines, strict=True):
        field, text = _said(line, says)
        typed[box(row, field)] = text
        if row.part == ALL:
            typed[box(row, Field.COMMENTARY)] = f"Nil return: {reason.strip()}"
    return _send(owed, "Nil return", as_file(rows, typed), Submission.Origin.NIL, by)


def _said(line: TemplateLine, says: Nil) -> tuple[Field, str]:
    if says is Nil.NO_FIGURES:
        return Field.REASON, "not supplied"
    if Unit(line.indicator.unit) in (Unit.COUNT, Unit.RATE):
        return Field.NUMBER, "0"
    return Field.REASON, "not applicable"


def _owed(return_id: int, by: Standing) -> Return:
    owed = Return.objects.select_related("board", "agency").get(pk=return_id, board_id=by.board_id)
    can_send(by, owed.agency_id).demand()
    return owed


def _send(owed: Return, what: str, data: bytes, origin: Submission.Origin, by: Standing) -> Submission:
    period = Period(owed.first, owed.last, PeriodKind.QUARTER)
    name = f"{what}, {period.short.replace('/', '-')}.csv"
    return receive(
        board=owed.board, agency=owed.agency, data=data, file_name=name, by=by, answers=owed, origin=origin
    )
