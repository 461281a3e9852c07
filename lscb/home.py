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
from agencies.queries.links import Link
from agencies.queries.standings import standings_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from lscb.demo import words
from lscb.navigation import menu
from reports.permissions import can_see_drafts
from reports.queries.reports import reports_seen, titled
from scorecard.permissions import can_see_scorecard
from scorecard.presenters.overview import row_words
from scorecard.queries.headlines import headlines
from training.permissions import can_see_training, numbers_of
from training.presenters import trained as reach
from training.queries.trained import Asked, Trained, trained

#: So much of what is owed stands on the front page at once; the rest unfolds.
OWED_SHOWN = 10
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
    said = headlines(standing) if can_see_scorecard(standing) else None
    owed = thread.owed(standing)
    context = {
        "owed": owed[:OWED_SHOWN],
        "owed_later": owed[OWED_SHOWN:],
        "today": clock.today(),
        "headlines": said,
        "worse": [row_words(row, said.period) for row in said.worse] if said else (),
        "better": [row_words(row, said.period) for row in said.better] if said else (),
        "trained": _reached(standing),
        "reports": titled(standing, reports_seen(standing)[:3]) if can_see_drafts(standing) else (),
        "standing": standing,
    }
    return render(request, "lscb/front_page.html", context)


def _reached(standing: Standing) -> dict[str, Any] | None:
    """Who was trained in the last six months, as far as this person sees numbers; None while nothing is kept."""
    found: Trained | None = trained(standing, Asked()) if can_see_training(standing) else None
    if found is None or not (found.people or found.waiting):
        return None
    return {
        "headline": reach.headline(found, Asked()),
        "window": reach.window_words(found.window),
        "own": numbers_of(standing) is not None,
        "tables": [
            (key, title, caption, head, [row for row in rows if row[1] != "0"])
            for key, title, caption, head, rows in reach.tables(found, shares=False)
        ],
        "not_reached": [*found.agencies_not_reached, *found.professions_not_reached],
        "waiting": reach.waiting_words(found.waiting),
    }


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
    standing, link = _standing(request), getattr(request, "link", None)
    charts_help = reverse("page", args=["charts"])
    frame: dict[str, Any] = {
        "charts_help_url": charts_help,
        "footer_links": [
            ("Accessibility statement", reverse("page", args=["accessibility"])),
            ("Privacy", reverse("page", args=["privacy"])),
            ("How to read these charts", charts_help),
        ],
    }
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        frame["sign_out_url"] = reverse("agencies:sign-out")
        frame["account_links"] = [(request.user.name, reverse("agencies:account"))]
    if link is not None:
        return frame | _link_frame(link)
    if standing is None:
        return frame
    if standing.synthetic:
        frame["synthetic_notice"] = words.NOTICE
        frame["synthetic_link"] = ("Which figures are real", reverse("page", args=["demonstration"]))
        frame["footer_links"].append(frame["synthetic_link"])
    called = ("What things are called", reverse("agencies:words", args=[standing.board_code]))
    frame["footer_links"].append(called)
    return frame | {
        "board": standing.board_code,
        "board_name": standing.board_name,
        "home_url": reverse("front-page", args=[standing.board_code]),
        "printed_on": clock.today(),
        "navigation": menu(request, standing),
        "standing": standing,
        "says": standing.vocabulary.on(clock.today()),
    }


def _link_frame(link: Link) -> dict[str, Any]:
    """What stands round the pages of a signed link: the board's name, and nothing of who else is signed in here."""
    frame: dict[str, Any] = {
        "board_name": link.board_name,
        "printed_on": clock.today(),
        "account_links": [],
        "sign_out_url": "",
    }
    if link.board.synthetic:
        frame["synthetic_notice"] = words.NOTICE
        frame["synthetic_link"] = ("Which figures are real", reverse("page", args=["demonstration"]))
    return frame


def _standing(request: HttpRequest) -> Standing | None:
    """Where this person stands: at the page's board; on a page of no board, at the only one they belong to."""
    here: Standing | None = getattr(request, "standing", None)
    if here is not None or not getattr(request, "user", None) or not request.user.is_authenticated:
        return here
    standings = standings_of(request.user)
    return standings[0] if len(standings) == 1 else None
