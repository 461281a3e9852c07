"""Scheduled imports: the folders looked into, when, and what happens with what is found."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard.actions import feeds as acts
from scorecard.forms import FeedEditForm, FeedForm, feed_as_entered
from scorecard.models import Feed
from scorecard.permissions import can_manage_feeds
from scorecard.queries import feeds as questions
from scorecard.tasks import look_into_feed


@require_safe
@at_board
def feeds(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every folder that is looked into."""
    demand(can_manage_feeds(standing))
    return render(request, "scorecard/feeds.html", {"feeds": questions.feeds_of(standing)})


@require_http_methods(["GET", "HEAD", "POST"])
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
                source=form.cleaned_data["source"],
                secret=form.cleaned_data["secret"],
                policy=form.cleaned_data["policy"],
                by=standing,
            )
        except Refused as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, "The folder is looked into from now on.")
            return redirect("scorecard:feeds", board=standing.board_code)
    back = ("Back to scheduled imports", reverse("scorecard:feeds", args=[standing.board_code]))
    return render(request, "scorecard/feed_add.html", {"form": form, "back_link": back})


@require_safe
@at_board
def feed(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """One feed: its looks, the files it took and those it could not take."""
    demand(can_manage_feeds(standing))
    if request.htmx:  # type: ignore[attr-defined]
        _feed_or_404(standing, feed_id)
        return HttpResponse(status=204) if questions.is_running(feed_id) else HttpResponseClientRefresh()
    page = questions.feed_page(standing, feed_id, page=request.GET.get("page", 1))
    if page is None:
        raise Http404(_NONE)
    back = ("Back to scheduled imports", reverse("scorecard:feeds", args=[standing.board_code]))
    return render(request, "scorecard/feed.html", {"page": page, "feed": page.feed, "back_link": back})


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def edit_feed(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Say where a feed's files lie and when they are looked for."""
    demand(can_manage_feeds(standing))
    found = _feed_or_404(standing, feed_id)
    form = FeedEditForm(request.POST or None, initial=feed_as_entered(found))
    if request.method == "POST" and form.is_valid() and _save(form, found, standing):
        messages.success(request, "The feed is changed, in your name.")
        return _to(standing, feed_id)
    back = ("Back to the feed", reverse("scorecard:feed", args=[standing.board_code, feed_id]))
    return render(request, "scorecard/feed_edit.html", {"form": form, "feed": found, "back_link": back})


def _save(form: FeedEditForm, found: Feed, standing: Standing) -> bool:
    """Do what the form changes, all or nothing; whether it was allowed."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            if {"folder", "source", "secret"} & set(form.changed_data):
                place = {name: given[name] for name in ("folder", "source", "secret")}
                acts.set_source(feed_id=found.pk, **place, by=standing)
            if str(given["schedule"]) != found.schedule:
                acts.set_schedule(feed_id=found.pk, schedule=given["schedule"], by=standing)
    except Refused as refusal:
        form.refuse(str(refusal))
        return False
    return True


@require_POST
@at_board
def run_feed(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Have a worker look into a feed now; or only say what it would take."""
    demand(can_manage_feeds(standing))
    _feed_or_404(standing, feed_id)
    try:
        acts.ask_for_look(feed_id=feed_id, dry=request.POST.get("dry") == "yes", by=standing)
    except Refused as refusal:
        messages.info(request, str(refusal))
        return _to(standing, feed_id)
    ring(look_into_feed, feed_id)
    return _to(standing, feed_id)


@require_POST
@at_board
def pause_feed(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Stop looking into a feed by schedule, or go on."""
    demand(can_manage_feeds(standing))
    _feed_or_404(standing, feed_id)
    paused = request.POST.get("paused") == "yes"
    acts.set_paused(feed_id=feed_id, paused=paused, by=standing)
    messages.success(request, "The feed is paused." if paused else "The feed is looked into again.")
    return _to(standing, feed_id)


@require_POST
@at_board
def try_again(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Have the files that were set aside tried again."""
    demand(can_manage_feeds(standing))
    _feed_or_404(standing, feed_id)
    acts.try_again(feed_id=feed_id, by=standing)
    messages.success(request, "The next look tries them again.")
    return _to(standing, feed_id)


@require_POST
@at_board
def feed_policy(request: HttpRequest, standing: Standing, feed_id: int) -> HttpResponse:
    """Say what happens with a feed's files in which no error stands."""
    demand(can_manage_feeds(standing))
    _feed_or_404(standing, feed_id)
    policy = request.POST.get("policy", "")
    if policy not in Feed.Policy.values:
        raise Refused("Choose one of the two policies.")
    acts.set_policy(feed_id=feed_id, policy=policy, by=standing)
    messages.success(request, "The policy is changed, in your name.")
    return redirect("scorecard:feeds", board=standing.board_code)


_NONE = "No such folder is looked into for this board."


def _feed_or_404(standing: Standing, feed_id: int) -> Feed:
    found = questions.feed_seen(standing, feed_id)
    if found is None:
        raise Http404(_NONE)
    return found


def _to(standing: Standing, feed_id: int) -> HttpResponse:
    return redirect("scorecard:feed", board=standing.board_code, feed_id=feed_id)
