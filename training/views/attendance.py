"""The training coordinator's way to the attendance list of a session, also to put right what is closed."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from training.actions import links
from training.permissions import can_see_learners
from training.queries.attendance import session_at, trainers_of
from training.views import desks
from training.views.desks import Desk


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def attendance(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Who came, by name."""
    return desks.show_list(request, _desk(standing, number))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def walk_in(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Somebody who came without a booking."""
    return desks.note_walk_in(request, _desk(standing, number))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def close(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Close the list."""
    return desks.close_list(request, _desk(standing, number))


@require_safe
@at_board
def screen(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """The code for those in the room."""
    return desks.show_screen(request, _desk(standing, number))


@require_safe
@at_board
def paper(request: HttpRequest, standing: Standing, number: int) -> FileResponse:
    """The list on paper."""
    return desks.give_paper(_desk(standing, number))


@require_POST
@at_board
def send_link(request: HttpRequest, standing: Standing, number: int, trainer_id: int) -> HttpResponse:
    """Send a trainer the link to the list."""
    desk = _desk(standing, number)
    trainer = next((one for one in trainers_of(desk.session) if one.pk == trainer_id), None)
    if trainer is None or not trainer.email:
        raise Http404("No such trainer, or no address to write to.")
    links.send_to_trainer(trainer=trainer, by=standing.actor)
    messages.success(request, f"A link to the list is on its way to {trainer.name}.")
    return redirect(desk.list_url)


def _desk(standing: Standing, number: int) -> Desk:
    """The desk of the coordinator, who alone sees the whole list by name."""
    demand(can_see_learners(standing))
    session = session_at(standing, number)
    if session is None:
        raise Http404("No such session.")
    at = [standing.board_code, number]
    return Desk(
        session=session,
        by=standing.actor,
        may_correct=True,
        frame={
            "trainers": [one for one in trainers_of(session) if one.email],
            "back_link": (f"Back to {session}", reverse("training:session", args=at)),
        },
        list_url=reverse("training:attendance", args=at),
        walk_in_url=reverse("training:attendance-walk-in", args=at),
        close_url=reverse("training:attendance-close", args=at),
        screen_url=reverse("training:attendance-screen", args=at),
        paper_url=reverse("training:attendance-paper", args=at),
    )


_AT = "sessions/<int:number>/attendance/"
ADDRESSES: list[URLPattern] = [
    path(_AT, attendance, name="attendance"),
    path(f"{_AT}walk-in/", walk_in, name="attendance-walk-in"),
    path(f"{_AT}close/", close, name="attendance-close"),
    path(f"{_AT}screen/", screen, name="attendance-screen"),
    path(f"{_AT}list.pdf", paper, name="attendance-paper"),
    path(f"{_AT}trainers/<int:trainer_id>/link/", send_link, name="attendance-link"),
]
