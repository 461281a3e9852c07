"""The board's ways of looking: the list with its order, adding one, and one to rename, retire or bring back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import perspectives as acts
from scorecard.forms import PerspectiveForm
from scorecard.permissions import can_set_scorecard
from scorecard.queries import perspectives as questions


@require_safe
@at_board
def perspectives(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Those in use, in their order, and those retired."""
    demand(can_set_scorecard(standing))
    context = {
        "kept": questions.perspectives(standing),
        "back_link": ("Back to what is measured", reverse("scorecard:measures", args=[standing.board_code])),
    }
    return render(request, "scorecard/perspectives.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_perspective(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask for a title and a question, and add it."""
    demand(can_set_scorecard(standing))
    form = PerspectiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.add(by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(
                request, f"“{made.title}” is added. It has its tile once an indicator stands in it."
            )
            return redirect("scorecard:perspectives", board=standing.board_code)
    back = reverse("scorecard:perspectives", args=[standing.board_code])
    context = {"form": form, "back_link": ("Back to perspectives", back)}
    return render(request, "scorecard/perspective_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def perspective(request: HttpRequest, standing: Standing, perspective_id: int) -> HttpResponse:
    """One perspective: its words to change; to retire it or bring it back. `do` says which was sent."""
    demand(can_set_scorecard(standing))
    found = questions.perspective(standing, perspective_id)
    if found is None:
        raise Http404("The board has no such perspective.")
    kept, record = found
    sent = request.POST.get("do", "")
    words = {"title": kept.perspective.title, "question": kept.perspective.question}
    form = PerspectiveForm(request.POST if sent == "rename" else None, initial=words)
    doing: dict[str, Callable[[], object]] = {
        "rename": lambda: acts.rename(perspective_id=perspective_id, by=standing, **form.cleaned_data),
        "retire": lambda: acts.retire(perspective_id=perspective_id, by=standing),
        "bring-back": lambda: acts.bring_back(perspective_id=perspective_id, by=standing),
    }
    refusal = ""
    if sent in doing and (sent != "rename" or form.is_valid()):
        try:
            doing[sent]()
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, "Changed. It stands in the audit trail below.")
            return redirect("scorecard:perspective", board=standing.board_code, perspective_id=perspective_id)
    context = {
        "kept": kept,
        "record": record,
        "form": form,
        "sent": form if sent == "rename" else None,
        "refusals": [(refusal, "#measured" if sent == "retire" else "")] if refusal else [],
        "page_has_errors": bool(refusal or (sent == "rename" and form.errors)),
        "back_link": ("Back to perspectives", reverse("scorecard:perspectives", args=[standing.board_code])),
    }
    return render(request, "scorecard/perspective.html", context)


@require_POST
@at_board
def move_perspective(request: HttpRequest, standing: Standing, perspective_id: int) -> HttpResponse:
    """Put it one place earlier or later."""
    demand(can_set_scorecard(standing))
    if questions.perspective(standing, perspective_id) is None:
        raise Http404("The board has no such perspective.")
    try:
        moved = acts.move(perspective_id=perspective_id, up=request.POST.get("to") == "up", by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{moved.title}” has its new place.")
    return redirect("scorecard:perspectives", board=standing.board_code)
