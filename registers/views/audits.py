"""Case audits: the list, one beside the one it repeats, recording and changing them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.record import Line
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import audits as acts
from registers.actions.overtaken import Overtaken
from registers.forms.audits import AuditForm
from registers.models import CaseAudit
from registers.permissions import can_keep_meetings, can_raise, can_see_meetings
from registers.presenters.actions import row_words
from registers.presenters.threads import lines_words
from registers.queries import audits as questions
from registers.queries.evidence import audits_to_choose
from registers.queries.lines import lines_of
from registers.queries.owners import agencies_ever
from registers.queries.references import agree_address, raise_address
from registers.rules.audits import GRADES
from registers.views.seen import seen_in


@require_safe
@at_board
def audits(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every case audit, newest first."""
    demand(can_see_meetings(standing))
    page, rows = questions.audits_of(standing, page=request.GET.get("page"))
    context = {"page": page, "rows": rows, "may_keep": can_keep_meetings(standing)}
    return render(request, "registers/audits.html", context)


@require_safe
@at_board
def audit(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One case audit: what it showed, its grades beside those of the one it repeats, what came of it."""
    found = _audit_or_404(standing, number)
    page, lines = questions.audit_page(standing, found), lines_of(standing, found)
    may_keep = can_keep_meetings(standing)
    context = {
        "audit": found,
        "page": page,
        "actions": [row_words(row) for row in page.actions],
        "lines": lines_words(lines),
        "more": lines.more,
        "may_keep": may_keep,
        "agree": agree_address(standing, "audit", found.pk) if may_keep else "",
        "raise_challenge": raise_address(standing, "audit", found.pk) if can_raise(standing) else "",
        "back_link": ("Back to case audits", reverse("registers:audits", args=[standing.board_code])),
    }
    return render(request, "registers/audit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def record_audit(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Record a case audit."""
    demand(can_keep_meetings(standing))
    form = _form(request, standing)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.record_audit(board=board_at(standing), **_given(form), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is recorded.")
            return redirect("registers:audit", board=standing.board_code, number=made.number)
    back = ("Back to case audits", reverse("registers:audits", args=[standing.board_code]))
    context = {"form": form, "heading": "Record a case audit", "button": "Record it", "back_link": back}
    return render(request, "registers/audit_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend_audit(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Put a case audit right."""
    demand(can_keep_meetings(standing))
    found = _audit_or_404(standing, number)
    form = _form(request, standing, found)
    seen = seen_in(request, found.version)
    changes: tuple[Line, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend(audit_id=found.pk, **_given(form), seen=seen, by=standing)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes, seen = questions.changed_since(standing, found, seen), found.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found} is changed.")
            return redirect("registers:audit", board=standing.board_code, number=number)
    context = {
        "form": form,
        "heading": f"Change case audit {found}",
        "button": "Save",
        "seen": seen,
        "changes": changes,
        "back_link": (f"Back to {found}", reverse("registers:audit", args=[standing.board_code, number])),
    }
    return render(request, "registers/audit_edit.html", context)


def _form(request: HttpRequest, standing: Standing, audit: CaseAudit | None = None) -> AuditForm:
    others = [one for one in audits_to_choose(standing) if audit is None or one.pk != audit.pk]
    initial: dict[str, Any] = {}
    if audit is not None:
        grades = questions.grades_of(audit)
        initial = {
            "theme": audit.theme,
            "held_on": audit.held_on,
            "cases": audit.cases,
            "showed": audit.showed,
            "again": audit.again_id,
            "agencies": [one.agency_id for one in audit.parts.all()],
        } | {f"grade_{grade}": grades.get(grade, "") for grade in GRADES}
    return AuditForm(
        request.POST or None, initial=initial, agencies=agencies_ever(standing.board_id), audits=others
    )


def _given(form: AuditForm) -> dict[str, Any]:
    """What the form holds, as the actions ask for it."""
    names = ("theme", "held_on", "cases", "agencies", "showed", "again")
    return {name: form.cleaned_data[name] for name in names} | {"grades": form.grades}


def _audit_or_404(standing: Standing, number: int) -> CaseAudit:
    demand(can_see_meetings(standing))
    found = questions.audit_seen(standing, number)
    if found is None:
        raise Http404("No such case audit.")
    return found


ADDRESSES: list[URLPattern] = [
    path("audits/", audits, name="audits"),
    path("audits/record/", record_audit, name="audit-record"),
    path("audits/<int:number>/", audit, name="audit"),
    path("audits/<int:number>/amend/", amend_audit, name="audit-amend"),
]
