"""Courses: the list, one, and adding, changing, retiring one and bringing it back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.record import Line
from agencies.queries.standings import board_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.views.seen import seen_in
from training.actions import courses as acts
from training.forms.courses import CourseForm
from training.models import Course
from training.permissions import can_keep_training, can_see_training
from training.presenters.courses import course_facts
from training.queries import courses as questions
from training.rules.courses import LEVELS


@require_safe
@at_board
def courses(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every course, those offered or those retired."""
    demand(can_see_training(standing))
    retired = request.GET.get("show") == "retired"
    page, rows = questions.courses_of(standing, retired=retired, page=request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows,
        "filters": [("Offered", None, "?", not retired), ("Retired", None, "?show=retired", retired)],
        "query": "show=retired&" if retired else "",
        "empty": "No course has been retired." if retired else "No course has been added yet.",
        "may_keep": can_keep_training(standing),
        "back_link": ("Back to learning", reverse("training:learning", args=[standing.board_code])),
    }
    return render(request, "training/courses.html", context)


@require_safe
@at_board
def course(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One course: what it is, what it serves, its sessions."""
    found = course_or_404(standing, number)
    context = {
        "course": found,
        "page": questions.course_page(standing, found),
        "level": LEVELS[found.level],
        "hours": f"{found.hours:g}",
        "facts": course_facts(found),
        "back_link": ("Back to courses", reverse("training:courses", args=[standing.board_code])),
    }
    return render(request, "training/course.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Add a course."""
    demand(can_keep_training(standing))
    form = _form(request, standing)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.add(board=board_at(standing), facts=form.facts(), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is added. Plan a session of it next.")
            return redirect("training:course", board=standing.board_code, number=made.number)
    back = ("Back to courses", reverse("training:courses", args=[standing.board_code]))
    context = {"form": form, "heading": "Add a course", "button": "Add it", "back_link": back}
    return render(request, "training/step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Change a course."""
    found = course_or_404(standing, number)
    demand(can_keep_training(standing))
    form = _form(request, standing, found)

    def act(seen: int) -> Course:
        return acts.amend(course_id=found.pk, facts=form.facts(), seen=seen, by=standing)

    return _step(
        request, standing, found, form, act, heading="Change this course", button="Save", done="is changed"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def retire(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Offer a course no longer."""
    found = course_or_404(standing, number)
    demand(can_keep_training(standing))
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act(seen: int) -> Course:
        return acts.retire(course_id=found.pk, on=clock.today(), seen=seen, by=standing)

    words = ["It is offered no longer from today. Its sessions and what was counted of them stay."]
    return _step(
        request, standing, found, form, act, heading="Retire this course", button="Retire it", done="is retired",
        said=words,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def bring_back(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Offer a retired course again."""
    found = course_or_404(standing, number)
    demand(can_keep_training(standing))
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act(seen: int) -> Course:
        return acts.bring_back(course_id=found.pk, seen=seen, by=standing)

    return _step(
        request, standing, found, form, act, heading="Offer this course again", button="Offer it",
        done="is offered again",
    )  # fmt: skip


def course_or_404(standing: Standing, number: int) -> Course:
    """The course, for whoever may see training."""
    demand(can_see_training(standing))
    found = questions.course_seen(standing, number)
    if found is None:
        raise Http404("No such course.")
    return found


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Course,
    form: forms.Form,
    act: Callable[[int], object],
    *,
    heading: str,
    button: str,
    done: str,
    said: list[str] | None = None,
) -> HttpResponse:
    seen = seen_in(request, found.version)
    changes: tuple[Line, ...] = ()
    address = reverse("training:course", args=[standing.board_code, found.number])
    if request.method == "POST" and form.is_valid():
        try:
            act(seen)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes, seen = questions.changed_since(standing, found, seen), found.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found} {done}.")
            return redirect(address)
    context = {
        "form": form,
        "heading": heading,
        "button": button,
        "caption": f"{found}: {found.title}",
        "said": said or [],
        "seen": seen,
        "changes": changes,
        "back_link": (f"Back to {found}", address),
    }
    return render(request, "training/step.html", context)


def _form(request: HttpRequest, standing: Standing, known: Course | None = None) -> CourseForm:
    initial: dict[str, Any] = {}
    if known is not None:
        names = (
            "title",
            "about",
            "level",
            "audience",
            "hours",
            "needs_approval",
            "notice_days",
            "price",
            "charges",
        )
        lessons, priorities = questions.served(known)
        initial = {name: getattr(known, name) for name in names} | {
            "lessons": lessons,
            "priorities": priorities,
        }
    return CourseForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        lessons=questions.lessons_to_choose(standing),
        priorities=questions.priorities_to_choose(standing, known),
    )


ADDRESSES: list[URLPattern] = [
    path("courses/", courses, name="courses"),
    path("courses/add/", add, name="course-add"),
    path("courses/<int:number>/", course, name="course"),
    path("courses/<int:number>/amend/", amend, name="course-amend"),
    path("courses/<int:number>/retire/", retire, name="course-retire"),
    path("courses/<int:number>/offer-again/", bring_back, name="course-back"),
]
