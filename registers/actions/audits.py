"""Case audits: recorded, and changed with everybody's changes kept. Never a case."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.words import PAGE, line, said
from registers.models import AuditedAgency, AuditGrade, CaseAudit
from registers.permissions import can_keep_meetings
from registers.queries.owners import seated_on
from registers.rules.audits import GRADES, counts_fit, day_fits

Grades = Mapping[str, int]


@transaction.atomic
def record_audit(
    *,
    board: Board,
    theme: str,
    held_on: date,
    cases: int,
    agencies: Collection[Agency],
    grades: Grades,
    showed: str,
    by: Standing,
    again: CaseAudit | None = None,
) -> CaseAudit:
    """Record an audit: its theme, day, number of cases, who took part, how many cases got which grade, what it showed.

    `again` is the earlier audit it repeats. Raises `Refused` when numbers or days do not fit, or words could identify a
    child.
    """
    can_keep_meetings(by).demand()
    if board.pk != by.board_id:
        raise Refused("An audit is recorded at one’s own board.")
    audit = CaseAudit(board=board, recorded_at=clock.now(), recorded_by=by.actor.words)
    _fill(audit, theme, held_on, cases, agencies, grades, showed, again)
    audit.number = next_number(CaseAudit, board.pk)
    audit.save()
    _keep_parts(audit, agencies, grades)
    _enter(audit, "record", f"Recorded {audit}: case audit on {audit.theme}, {cases} cases.", by)
    return audit


@transaction.atomic
def amend(
    *,
    audit_id: int,
    theme: str,
    held_on: date,
    cases: int,
    agencies: Collection[Agency],
    grades: Grades,
    showed: str,
    seen: int,
    by: Standing,
    again: CaseAudit | None = None,
) -> CaseAudit:
    """Put an audit right. `seen` is the version the person looked at."""
    can_keep_meetings(by).demand()
    rows = CaseAudit.objects.select_for_update(of=("self",)).filter(pk=audit_id, board_id=by.board_id)
    audit = rows.first()
    if audit is None:
        raise Refused("No such case audit at this board.")
    demand_newest(seen=seen, version=audit.version)
    was = _told(audit)
    _fill(audit, theme, held_on, cases, agencies, grades, showed, again)
    later = CaseAudit.objects.filter(again=audit, held_on__lte=held_on).first()
    if later is not None:
        raise Refused(f"{later} repeats it, and was held on {later.held_on:%-d %B %Y}.")
    audit.version += 1
    audit.save()
    audit.parts.all().delete()
    audit.grades.all().delete()
    _keep_parts(audit, agencies, grades)
    now = _told(audit)
    changes = [f"{name} was “{was[name]}”, and is “{now[name]}”." for name in now if was[name] != now[name]]
    if not changes:
        raise Refused("Nothing has changed.")
    _enter(audit, "amend", f"Changed {audit}. {' '.join(changes)}", by)
    return audit


def _fill(
    audit: CaseAudit,
    theme: str,
    held_on: date,
    cases: int,
    agencies: Collection[Agency],
    grades: Grades,
    showed: str,
    again: CaseAudit | None,
) -> None:
    if again is not None and (again.board_id != audit.board_id or again.pk == audit.pk):
        raise Refused("An audit repeats another of this board’s.")
    day_fits(held_on, today=clock.today(), earlier=again.held_on if again else None).demand()
    if set(grades) - set(GRADES) or any(number < 0 for number in grades.values()):
        raise Refused("Cases are given the inspectorate’s four grades.")
    counts_fit(cases, grades).demand()
    if not agencies:
        raise Refused("Say which agencies took part.")
    seated = seated_on(audit.board_id, held_on)
    absent = [one.name for one in agencies if one.pk not in seated]
    if absent:
        raise Refused(f"{', '.join(absent)} had no seat at this board on that day.")
    audit.theme = line(theme, empty="Say what the audit was about.")
    audit.showed = said(showed, empty="Say what it showed.", longest=PAGE)
    audit.held_on, audit.cases, audit.again = held_on, cases, again


def _keep_parts(audit: CaseAudit, agencies: Collection[Agency], grades: Grades) -> None:
    AuditedAgency.objects.bulk_create(AuditedAgency(audit=audit, agency=one) for one in agencies)
    AuditGrade.objects.bulk_create(
        AuditGrade(audit=audit, grade=grade, number=grades[grade]) for grade in GRADES if grades.get(grade)
    )


def _told(audit: CaseAudit) -> dict[str, str]:
    """What the audit says, in words, to tell what was changed."""
    parts = audit.parts.select_related("agency").order_by("agency__name")
    grades = {one.grade: one for one in audit.grades.all()}
    return {
        "The theme": audit.theme,
        "The day": f"{audit.held_on:%-d %B %Y}",
        "The number of cases": str(audit.cases),
        "Those who took part": ", ".join(one.agency.name for one in parts),
        "The grades": ", ".join(
            f"{grades[grade].number} {grades[grade].get_grade_display().lower()}"
            for grade in GRADES
            if grade in grades
        ),
        "What it showed": audit.showed,
        "What it repeats": str(audit.again or "nothing"),
    }


def _enter(audit: CaseAudit, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"audits.{verb}",
        kind="audit",
        reference=audit.pk,
        board_code=by.board_code,
        words=words,
        details={"version": audit.version},
    )
