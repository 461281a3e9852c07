"""What the standing checks find, and letting a finding stand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import dismissals as acts
from registers.forms.risks import LetStandForm
from registers.permissions import can_keep_risks, can_see_risks
from registers.presenters import second_look as words
from registers.queries.checks import finding_now
from registers.queries.checks import second_look as looked

A_PAGE = 50


@require_safe
@at_board
def second_look(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Everything found, by check; what was let stand folded up below."""
    demand(can_see_risks(standing))
    found, board = looked(standing), standing.board_code
    page = Paginator(found.findings, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "summary": words.summary(found),
        "groups": words.grouped(tuple(page.object_list), found.findings, board),
        "page": page,
        "let_stand": [words.let_stand_words(one, board) for one in found.let_stand],
        "may_keep": can_keep_risks(standing),
        "back_link": ("Back to the risk register", reverse("registers:risks", args=[board])),
    }
    return render(request, "registers/second_look.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def let_stand(request: HttpRequest, standing: Standing, check: str, key: int) -> HttpResponse:
    """Say why one finding may stand."""
    demand(can_keep_risks(standing))
    finding = finding_now(standing, check, key)
    if finding is None:
        raise Http404("This is not, or no longer, worth a second look.")
    sent = request.POST if request.method == "POST" else None
    form = LetStandForm(sent, initial={"mark": finding.mark})
    if sent is not None and form.is_valid():
        try:
            acts.dismiss(check=finding.check, key=key, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Let stand. {finding.reference} is found again when something new makes it so."
            )
            return redirect("registers:second-look", board=standing.board_code)
    context = {
        "form": form,
        "finding": words.finding_words(finding, standing.board_code),
        "back_link": ("Back to what is worth a second look", _list(standing)),
    }
    return render(request, "registers/let_stand.html", context)


@require_POST
@at_board
def take_up(request: HttpRequest, standing: Standing, dismissal_id: int) -> HttpResponse:
    """Look at a finding again after all."""
    demand(can_keep_risks(standing))
    try:
        acts.take_up(dismissal_id=dismissal_id, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken up again.")
    return redirect("registers:second-look", board=standing.board_code)


def _list(standing: Standing) -> str:
    return reverse("registers:second-look", args=[standing.board_code])


ADDRESSES: list[URLPattern] = [
    path("risks/second-look/", second_look, name="second-look"),
    path("risks/second-look/<slug:check>/<int:key>/", let_stand, name="let-stand"),
    path("risks/second-look/<int:dismissal_id>/take-up/", take_up, name="finding-take-up"),
]
