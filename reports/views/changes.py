"""What changed since an earlier draft, for whoever reviews or approves the newer one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from reports.models import Printing
from reports.permissions import can_read_drafts
from reports.queries.changes import Earlier, changes_since, earlier_than
from reports.queries.titles import called
from reports.views.finding import back_to, printing_or_404


@require_safe
@at_board
def changes(request: HttpRequest, standing: Standing, report_id: int, number: int) -> HttpResponse:
    """What changed in a draft since the one before, or since another that is chosen (`since`)."""
    found = printing_or_404(standing, report_id, number)
    demand(can_read_drafts(standing, found.report))
    if found.state != Printing.State.BUILT:
        raise Http404("It is not built.")
    before = earlier_than(found)
    chosen = _chosen(before, request.GET.get("since", ""))
    context = {
        "printing": found,
        "title": called(found.report),
        "before": before,
        "chosen": chosen,
        "changes": changes_since(found, chosen.printing) if chosen else None,
        "back_link": back_to(found.report),
    }
    return render(request, "reports/changes.html", context)


def _chosen(before: tuple[Earlier, ...], wanted: str) -> Earlier | None:
    """What was asked for; the nearest where nothing was, or something that is not there."""
    return next((one for one in before if str(one.printing.pk) == wanted), before[0] if before else None)
