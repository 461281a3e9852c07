"""Scheduled imports: the folders looked into, and what happens with what is found."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import feeds as acts
from scorecard.forms import FeedForm
from scorecard.models import Feed
from scorecard.permissions import can_manage_feeds
from scorecard.queries.returns import feeds_of


@require_safe
@at_board
def feeds(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every folder that is looked into."""
    demand(can_manage_feeds(standing))
    return render(
        request, "scorecard/feeds.html", {"feeds": feeds_of(standing), "policies": Feed.Policy.choices}
    )


@at_board
def add_feed(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Have a folder looked into for an agency."""
    demand(can_manage_feeds(standing))
    form = FeedForm(request.POST or None, agencies=seated_agencies(standing))
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_up(
                board=board_at(standing),
                agency=form.cleaned_data["agency"],
                folder=form.cleaned_data["folder"],
                policy=form.cleaned_data["policy"],
                by=standing,
            )
        except Refused as refusal:
            form.add_error("folder", str(refusal))
        else:
            messages.success(request, "The folder is looked into from now on.")
            return redirect("scorecard:feeds", board=standing.board_code)
    back = ("Back to scheduled imports", reverse("scorecard:feeds", args=[standing.board_code]))
    return render(request, "scorecard/feed_add.html", {"form": form, "back_link": back})


@require_POST
@at_board
def feed_policy(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Say what happens with a feed's files in which no error stands."""
    demand(can_manage_feeds(standing))
    if feed_id not in {one.id for one in feeds_of(standing)}:
        raise Http404("No such folder is looked into for this board.")
    policy = request.POST.get("policy", "")
    if policy not in Feed.Policy.values:
        raise Refused("Choose one of the two policies.")
    acts.set_policy(feed_id=feed_id, policy=policy, by=standing)
    messages.success(request, "The policy is changed, in your name.")
    return redirect("scorecard:feeds", board=standing.board_code)
