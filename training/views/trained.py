"""People trained, the names behind the number for whoever may see them, and the attendance table of a quarter."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from scorecard.rules.periods import Period
from training.permissions import can_see_learners, can_see_training, numbers_of
from training.presenters import trained as words
from training.queries import trained as questions
from training.queries.attendance_table import attendance_table, quarters_held
from training.queries.trained import Asked

A_PAGE = 100


@require_safe
@at_board
def trained(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Different frontline staff in six months, by agency and profession, and who has not been reached."""
    demand(can_see_training(standing))
    known = questions.choices(standing)
    asked = _asked(request, known)
    found = questions.trained(standing, asked)
    query = words.query_of(asked)
    shares = not asked.narrowed and asked.audience == questions.STAFF
    context = {
        "found": found,
        "headline": words.headline(found, asked),
        "window": words.window_words(found.window),
        "places": words.places_words(found),
        "never_tested": words.NEVER_TESTED,
        "waiting": words.waiting_words(found.waiting),
        "tables": words.tables(found, shares=shares),
        "shares": shares,
        "selects": words.selects(known, asked),
        "narrowed": asked.narrowed,
        "own": numbers_of(standing) is not None,
        "names_url": f"{reverse('training:trained-people', args=[standing.board_code])}?{query}"
        if can_see_learners(standing)
        else "",
    }
    return render(request, "training/trained.html", context)


@require_safe
@at_board
def trained_people(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The people behind the number, by name."""
    demand(can_see_learners(standing))
    asked = _asked(request, questions.choices(standing))
    query = words.query_of(asked)
    page = Paginator(questions.names(standing, asked), A_PAGE).get_page(request.GET.get("page"))
    back = f"{reverse('training:trained', args=[standing.board_code])}?{query}"
    context = {
        "page": page,
        "window": words.window_words(asked.window),
        "query": f"{query}&" if query else "",
        "back_link": ("Back to the numbers", back),
    }
    return render(request, "training/trained_people.html", context)


def _asked(request: HttpRequest, known: questions.Choices) -> Asked:
    """What the address asks for; what it names wrongly is left out."""
    half, course = request.GET.get("half", ""), request.GET.get("course", "")
    audience = request.GET.get("audience", "")
    return Asked(
        half=next((one.first for one in known.halves if one.first.isoformat() == half), None),
        agency=_one_of(request.GET.get("agency", ""), known.agencies),
        profession=_one_of(request.GET.get("profession", ""), known.professions),
        course=int(course) if _one_of(course, known.courses) else None,
        audience=audience if audience == questions.COUNCILLORS else questions.STAFF,
    )


def _one_of(value: str, options: tuple[tuple[str, str], ...]) -> str:
    return value if value in dict(options) else ""


@require_safe
@at_board
def attendance(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Places of a quarter by agency: booked, attended, cancelled; three figures that say what they are out of."""
    demand(can_see_training(standing))
    periods = quarters_held(standing)
    context: dict[str, object] = {"periods": periods, "own": numbers_of(standing) is not None}
    if periods:
        chosen = _chosen(request.GET.get("quarter", ""), periods)
        table = attendance_table(standing, chosen)
        context |= {
            "label": chosen.label,
            "quarters": words.quarter_options(periods, chosen),
            "figures": words.shares_of(table.whole, table.capacity),
            "head": words.ATTENDANCE_HEAD,
            "rows": words.attendance_rows(table),
            "capacity": table.capacity,
            "sessions": words.session_rows(table),
            "waiting": words.waiting_words(table.waiting),
        }
    return render(request, "training/attendance_table.html", context)


def _chosen(asked: str, periods: tuple[Period, ...]) -> Period:
    try:
        first = date.fromisoformat(asked)
    except ValueError:
        return periods[0]
    return next((one for one in periods if one.first == first), periods[0])


ADDRESSES: list[URLPattern] = [
    path("trained/", trained, name="trained"),
    path("trained/people/", trained_people, name="trained-people"),
    path("trained/attendance/", attendance, name="attendance-table"),
]
