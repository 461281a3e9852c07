"""Case audits: the list, and one beside the one it repeats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet

from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from registers.models import AuditedAgency, AuditGrade, CaseAudit, Evidence
from registers.queries.actions import ActionRow, actions_from
from registers.queries.evidence import Thing, evidence_seen_of, thing_of
from registers.rules.audits import GRADES, good_share

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit in a list. `good` is the percentage of graded cases that were good or better."""

    number: int
    reference: str
    theme: str
    held_on: date
    cases: int
    agencies: tuple[str, ...]
    good: int | None
    repeats: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One grade, how many cases had it now, and in the audit this one repeats."""

    grade: str
    now: int
    then: int | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """An audit with its grades beside those of the audit it repeats, later repeats, and what came of it."""

    audit: CaseAudit
    agencies: tuple[str, ...]
    grades: tuple[Compared, ...]
    good: int | None
    good_then: int | None
    ungraded: int
    earlier: CaseAudit | None
    repeated: tuple[CaseAudit, ...]
    actions: tuple[ActionRow, ...]
    #: What it bears out, as evidence.
    bears_out: tuple[Thing, ...]
    record: tuple[Line, ...]


def audits_of(
    standing: Standing, *, page: str | int | None = 1
) -> "tuple[Page[CaseAudit], tuple[AuditRow, ...]]":
    """The board's audits, newest first: a page of them. Five queries, however many there are."""
    rows = _audits(standing).order_by("-held_on", "-number")
    found = Paginator(rows, A_PAGE).get_page(page)
    return found, tuple(_row(one) for one in found)


def audit_seen(standing: Standing, number: int) -> CaseAudit | None:
    """The board's audit of this number."""
    return _audits(standing).filter(number=number).first()


def audit_page(standing: Standing, audit: CaseAudit) -> AuditPage:
    """The page of an audit."""
    earlier = audit.again
    now = _grades(audit)
    then = _grades(earlier) if earlier else None
    bears_out = {
        thing_of(one): None for one in evidence_seen_of(standing, Evidence.objects.filter(audit=audit))
    }
    return AuditPage(
        audit=audit,
        agencies=_names(audit),
        grades=tuple(
            Compared(str(AuditGrade.Grade(one).label), now.get(one, 0), then.get(one, 0) if then else None)
            for one in GRADES
        ),
        good=good_share(now),
        good_then=good_share(then) if then else None,
        ungraded=audit.cases - sum(now.values()),
        earlier=earlier,
        repeated=tuple(audit.repeated.order_by("held_on", "number")),
        actions=actions_from(standing, "audit", audit.pk),
        bears_out=tuple(bears_out),
        record=lines_about(standing, "audit", audit.pk),
    )


def changed_since(standing: Standing, audit: CaseAudit, seen: int) -> tuple[Line, ...]:
    """What others changed since the version somebody has looked at."""
    lines = lines_about(standing, "audit", audit.pk)
    return tuple(one for one in lines if one.details.get("version", 0) > seen)


def grades_of(audit: CaseAudit) -> Mapping[str, int]:
    """How many cases were given each grade."""
    return _grades(audit)


def _audits(standing: Standing) -> QuerySet[CaseAudit]:
    parts = AuditedAgency.objects.select_related("agency").order_by("agency__name")
    rows = CaseAudit.objects.filter(board_id=standing.board_id).select_related("again", "board")
    return rows.prefetch_related("grades", Prefetch("parts", queryset=parts))


def _grades(audit: CaseAudit) -> dict[str, int]:
    return {one.grade: one.number for one in audit.grades.all()}


def _names(audit: CaseAudit) -> tuple[str, ...]:
    return tuple(one.agency.name for one in audit.parts.all())


def _row(audit: CaseAudit) -> AuditRow:
    return AuditRow(
        number=audit.number,
        reference=audit.reference,
        theme=audit.theme,
        held_on=audit.held_on,
        cases=audit.cases,
        agencies=_names(audit),
        good=good_share(_grades(audit)),
        repeats=audit.again.reference if audit.again else "",
    )
