"""Keys for programs: the list, making one, taking one back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actions import tokens as acts
from agencies.door import at_board, demand
from agencies.permissions import can_make_token, can_see_tokens
from agencies.queries.people import seated_agencies
from agencies.queries.standings import board_at
from agencies.queries.tokens import tokens_seen
from agencies.rules.standing import Standing
from scorecard.forms import TokenForm


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def tokens(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The keys in force and those taken back; a new one is shown on the answer to its making, and never again."""
    demand(can_see_tokens(standing))
    own = tuple(one for one in seated_agencies(standing) if can_make_token(standing, one.pk))
    form = TokenForm(request.POST if request.method == "POST" else None, agencies=own)
    key = ""
    if request.method == "POST":
        if not own:
            demand(can_make_token(standing, 0))
        if form.is_valid():
            agency, name = form.cleaned_data["agency"], form.cleaned_data["name"]
            _, key = acts.make(board=board_at(standing), agency=agency, name=name, by=standing)
            form = TokenForm(agencies=own)
    context = {
        "form": form if own else None,
        "key": key,
        "tokens": tokens_seen(standing),
        "back_link": ("Back to data returns", reverse("scorecard:returns", args=[standing.board_code])),
    }
    return render(request, "scorecard/tokens.html", context)


@require_POST
@at_board
def revoke(request: HttpRequest, standing: Standing, token_id: int) -> HttpResponse:
    """Take a key back."""
    if token_id not in {one.pk for one in tokens_seen(standing)}:
        raise Http404("No such key, or it is another agency’s.")
    acts.revoke(token_id=token_id, by=standing)
    messages.success(request, "The key is taken back; it opens nothing any more.")
    return redirect("scorecard:tokens", board=standing.board_code)
