"""A trainer's way to the attendance list of one session: by the link sent to them, on a phone, also without signal."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_link, kept_to_oneself, let_out, link_closed
from agencies.queries.links import Link
from agencies.rules.standing import Actor
from agencies.views.links import opening
from training.actions import links
from training.queries.attendance import session_of_link
from training.views import desks
from training.views.desks import Desk

_at_day = at_link(links.TRAINER, argument="day", code_page="training:day-code")


def _for_trainer(view: Callable[[HttpRequest, Desk], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap what is done at a desk: `view(request, desk)`, for who came in by the session's link."""

    @wraps(view)
    def entered(request: HttpRequest, link: Link) -> HttpResponseBase:
        session = session_of_link(link.board.pk, links.trainer_session(link))
        if session is None:
            return link_closed(request)
        pages = {
            f"{name}_url": reverse(f"training:day-{page}", args=[link.token])
            for name, page in (
                ("walk_in", "walk-in"),
                ("close", "close"),
                ("screen", "screen"),
                ("paper", "paper"),
                ("sync", "sync"),
            )
        }
        here = reverse("training:day", args=[link.token])
        desk = Desk(
            session=session,
            by=Actor(None, f"The trainer of {session}"),
            may_correct=False,
            frame={"home_url": here, "sign_out_url": reverse("training:day-leave", args=[link.token])},
            list_url=here,
            **pages,
        )
        return view(request, desk)

    return _at_day(entered)


@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, day: str) -> HttpResponseBase:
    """Open the link with its code; it stays open for the day."""
    return opening(request, day, purpose=links.TRAINER, onward="training:day", stays=desks.DAY_LONG)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_trainer
def day(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Who came."""
    return desks.show_list(request, desk)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_trainer
def walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Somebody who came without a booking."""
    return desks.note_walk_in(request, desk)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_trainer
def close(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the list."""
    return desks.close_list(request, desk)


@require_safe
@_for_trainer
def screen(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The code for those in the room."""
    return desks.show_screen(request, desk)


@require_safe
@_for_trainer
def paper(request: HttpRequest, desk: Desk) -> FileResponse:
    """The list on paper."""
    return desks.give_paper(desk)


@require_POST
@_for_trainer
def sync(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the phone noted without signal."""
    return desks.take_in(request, desk)


@require_POST
@_at_day
def leave(request: HttpRequest, link: Link) -> HttpResponse:
    """Close what the link opened in this browser."""
    let_out(request, link)
    return redirect("training:day-code", day=link.token)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page a phone keeps for places without signal. No name stands on it: those are the phone's, for the day."""
    return render(request, "training/attendance_offline.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the kept page when there is no signal, and nothing else."""
    return render(request, "training/worker.js", content_type="text/javascript")


ADDRESSES: list[URLPattern] = [
    path("learn/day/offline/", offline, name="day-offline"),
    path("learn/day/worker.js", worker, name="day-worker"),
    path("learn/day/<str:day>/code/", code, name="day-code"),
    path("learn/day/<str:day>/", day, name="day"),
    path("learn/day/<str:day>/walk-in/", walk_in, name="day-walk-in"),
    path("learn/day/<str:day>/close/", close, name="day-close"),
    path("learn/day/<str:day>/screen/", screen, name="day-screen"),
    path("learn/day/<str:day>/list.pdf", paper, name="day-paper"),
    path("learn/day/<str:day>/sync/", sync, name="day-sync"),
    path("learn/day/<str:day>/leave/", leave, name="day-leave"),
]
