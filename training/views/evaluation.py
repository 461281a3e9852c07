"""What was said about a session or a course: numbers for who sees training, what was written for the coordinator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from training.permissions import can_see_learners, can_see_training
from training.presenters.evaluations import moved_words, stage_words
from training.queries.attendance import session_at
from training.queries.evaluations import Summary, course_at, of_course, of_session


@require_safe
@at_board
def of_one_session(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """What was said about one session."""
    demand(can_see_training(standing))
    session = session_at(standing, number)
    if session is None:
        raise Http404("No such session.")
    back = (f"Back to {session}", reverse("training:session", args=[standing.board_code, number]))
    return _page(request, standing, of_session(standing, session), f"{session.course.title}, {session}", back)


@require_safe
@at_board
def of_one_course(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """What was said about every session of a course."""
    demand(can_see_training(standing))
    course = course_at(standing, number)
    if course is None:
        raise Http404("No such course.")
    back = (f"Back to {course}", reverse("training:course", args=[standing.board_code, number]))
    return _page(request, standing, of_course(standing, course), course.title, back)


def _page(
    request: HttpRequest, standing: Standing, found: Summary, about: str, back: tuple[str, str]
) -> HttpResponse:
    context = {
        "about": about,
        "found": found,
        "stages": [(one.words, stage_words(one)) for one in found.stages],
        "moved": [(one, moved_words(one)) for one in found.moved],
        "may_read": can_see_learners(standing),
        "back_link": back,
    }
    return render(request, "training/evaluation.html", context)


ADDRESSES: list[URLPattern] = [
    path("sessions/<int:number>/evaluation/", of_one_session, name="session-evaluation"),
    path("courses/<int:number>/evaluation/", of_one_course, name="course-evaluation"),
]
