"""How a board's registers work, and who heads its agencies."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import settings as acts
from registers.forms.settings import ChiefOfficerForm, SettingsForm, as_entered
from registers.permissions import can_set_registers
from registers.queries.settings import chief_officers, record_of_settings, register_settings


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def settings(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Days to reply, the ladder, bands and tolerance; who heads each agency."""
    demand(can_set_registers(standing))
    found = register_settings(standing.board_id)
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=as_entered(found))
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_registers(
                reply_days=form.cleaned_data["reply_days"],
                ladder=form.ladder(),
                bands=form.bands(),
                by=standing,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as wrong:
            form.add_error(None, " ".join(wrong.messages))
        else:
            messages.success(request, "Changed. It stands in the record below.")
            return redirect("registers:settings", board=standing.board_code)
    context = {
        "form": form,
        "settings": found,
        "officers": chief_officers(standing),
        "record": record_of_settings(standing),
        "back_link": ("Back to the risk register", reverse("registers:risks", args=[standing.board_code])),
    }
    return render(request, "registers/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def chief_officer(request: HttpRequest, standing: Standing, agency_id: int) -> HttpResponse:
    """Who heads one agency."""
    demand(can_set_registers(standing))
    known = next((one for one in chief_officers(standing) if one[0].pk == agency_id), None)
    if known is None:
        raise Http404("No such agency has a seat at this board.")
    agency, officer = known
    names = ("name", "title", "email", "address")
    initial = {name: getattr(officer, name) for name in names} if officer else {}
    form = ChiefOfficerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_chief_officer(agency=agency, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"The chair’s letters to {agency.name} go to {form.cleaned_data['name']}."
            )
            return redirect("registers:settings", board=standing.board_code)
    context = {
        "form": form,
        "agency": agency,
        "officer": officer,
        "back_link": (
            "Back to how the registers work",
            reverse("registers:settings", args=[standing.board_code]),
        ),
    }
    return render(request, "registers/chief_officer.html", context)


ADDRESSES: list[URLPattern] = [
    path("registers/settings/", settings, name="settings"),
    path("registers/settings/chief-officers/<int:agency_id>/", chief_officer, name="chief-officer"),
]
