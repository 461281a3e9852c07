"""The front page, the frame of every page, and the pages that belong to no room."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies import thread
from agencies.door import at_board
from agencies.permissions import can_see_people
from agencies.queries.standings import standings_of
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from lscb.demo import words
from reports.permissions import can_see_drafts
from reports.queries.reports import reports_seen
from scorecard.permissions import can_manage_feeds, can_see_returns, can_see_scorecard
from scorecard.queries.headlines import headlines

#: Pages anybody may read, signed in or not: their template, by the last part of their address.
OPEN_PAGES = {
    "accessibility": "lscb/accessibility.html",
    "privacy": "lscb/privacy.html",
    "charts": "lscb/charts.html",
    "demonstration": "lscb/demonstration.html",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the board, when there is one; else a list of one's boards."""
    standings = standings_of(request.user)  # type: ignore[arg-type]
    if len(standings) == 1:
        return redirect("front-page", board=standings[0].board_code)
    return render(request, "lscb/boards.html", {"standings": standings})


@require_safe
@at_board
def front_page(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What needs this person today, then what the board's figures say."""
    context = {
        "owed": thread.owed(standing),
        "today": clock.today(),
        "headlines": headlines(standing) if can_see_scorecard(standing) else None,
        "reports": reports_seen(standing)[:3] if can_see_drafts(standing) else (),
        "standing": standing,
    }
    return render(request, "lscb/front_page.html", context)


@login_not_required
@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    """One of the pages that belong to no board."""
    template = OPEN_PAGES.get(page)
    if template is None:
        raise Http404("No such page.")
    return render(request, template, {"published": words.PUBLISHED, "invented": words.INVENTED})


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Says that the web process and its database answer; for health checks, so it tells nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive\n", content_type="text/plain")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, saying why."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: the board, the navigation open to this person, the notices."""
    standing: Standing | None = getattr(request, "standing", None)
    charts_help = reverse("page", args=["charts"])
    frame: dict[str, Any] = {
        "charts_help_url": charts_help,
        "footer_links": [
            ("Accessibility statement", reverse("page", args=["accessibility"])),
            ("Privacy", reverse("page", args=["privacy"])),
            ("How to read these charts", charts_help),
        ]
    }
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        frame["sign_out_url"] = reverse("agencies:sign-out")
        frame["account_links"] = [(request.user.name, "")]
    if standing is None:
        return frame
    if standing.synthetic:
        frame["synthetic_notice"] = words.NOTICE
        frame["footer_links"].append(("Which figures are real", reverse("page", args=["demonstration"])))
    return frame | {
        "board": standing.board_code,
        "board_name": standing.board_name,
        "home_url": reverse("front-page", args=[standing.board_code]),
        "navigation": _navigation(request, standing),
        "standing": standing,
    }


def _navigation(request: HttpRequest, standing: Standing) -> list[tuple[str, str, bool]]:
    """The rooms this person may enter, with the one they are in marked."""
    offered = [
        ("Scorecard", "scorecard:overview", bool(can_see_scorecard(standing))),
        ("Data returns", "scorecard:returns", bool(can_see_returns(standing))),
        ("Reports", "reports:reports", standing.may(Permission.REPORT_SEE_PUBLISHED)),
        ("People", "agencies:people", bool(can_see_people(standing))),
        ("Scheduled imports", "scorecard:feeds", bool(can_manage_feeds(standing))),
    ]
    links = [
        (label, reverse(name, args=[standing.board_code])) for label, name, allowed in offered if allowed
    ]
    return [(label, url, request.path.startswith(url)) for label, url in links]
