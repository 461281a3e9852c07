"""Sessions: the list, one with its numbers, planning, changing, sharing out and cancelling one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.record import Line
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from registers.actions.overtaken import Overtaken
from registers.views.seen import seen_in
from training.actions import sessions as acts
from training.forms.sessions import SessionForm, SharesForm, WhyForm, as_planned
from training.models import Session
from training.permissions import can_book_some, can_keep_training, can_see_learners, can_see_training
from training.presenters import courses as words
from training.queries import sessions as questions
from training.queries.booked import takes_places
from training.queries.headcounts import staff_by_agency
from training.queries.sessions import Show
from training.rules.shares import shared_out
from training.views.courses import course_or_404


@require_safe
@at_board
def sessions(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Sessions to come, held, or cancelled."""
    demand(can_see_training(standing))
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.TO_COME
    page, rows = questions.sessions_of(standing, show, page=request.GET.get("page"))
    numbers = questions.how_many(standing)
    context = {
        "page": page,
        "rows": rows,
        "filters": [(words.SHOW_WORDS[one], numbers[one], f"?show={one.value}", one is show) for one in Show],
        "caption": f"Sessions: {words.SHOW_WORDS[show].lower()}",
        "query": f"show={show.value}&",
        "empty": words.EMPTY_WORDS[show],
        "back_link": ("Back to learning", reverse("training:learning", args=[standing.board_code])),
    }
    return render(request, "training/sessions.html", context)


@require_safe
@at_board
def session(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One session with its numbers."""
    found = session_or_404(standing, number)
    page = questions.session_page(standing, found)
    open_, may_book = takes_places(found), can_book_some(standing)
    context = {
        "session": found,
        "page": page,
        "summary": words.session_summary(page.row),
        "cancelled": f"Cancelled: {found.cancelled_why}",
        "facts": words.session_facts(page, may_see_link=bool(can_keep_training(standing))),
        "columns": [label for label, _ in words.columns_of(page)],
        "table": words.table_of(page),
        "may_book": open_ and may_book,
        "may_see_names": may_book or can_see_learners(standing),
        "may_change": page.may_keep and found.cancelled_at is None and found.closed_at is None,
        "back_link": ("Back to sessions", reverse("training:sessions", args=[standing.board_code])),
    }
    return render(request, "training/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def plan(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Plan a session of a course."""
    course = course_or_404(standing, number)
    demand(can_keep_training(standing))
    form = _form(request, standing)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.plan(course_id=course.pk, facts=form.facts(), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is planned.")
            return redirect("training:session", board=standing.board_code, number=made.number)
    address = reverse("training:course", args=[standing.board_code, course.number])
    context = {
        "form": form,
        "heading": "Plan a session",
        "caption": f"{course}: {course.title}",
        "button": "Plan it",
        "back_link": (f"Back to {course}", address),
    }
    return render(request, "training/step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Change a session."""
    found = session_or_404(standing, number)
    demand(can_keep_training(standing))
    form = _form(request, standing, found)

    def act(seen: int) -> Session:
        return acts.amend(session_id=found.pk, facts=form.facts(), seen=seen, by=standing)

    said = ["Those with a place are told by email when its day, hour or place changes."]
    context = {"heading": "Change this session", "button": "Save", "said": said}
    return _step(request, standing, found, form, act, "is changed", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def share_out(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Keep places for agencies; with `places` in the address, their shares by headcount are worked out."""
    found = session_or_404(standing, number)
    demand(can_keep_training(standing))
    agencies, staff = seated_agencies(standing), staff_by_agency(standing.board_id)
    known = {one.pk: staff[one.pk] for one in agencies if staff.get(one.pk)}
    asked = request.GET.get("places", "")
    places = min(int(asked), found.capacity) if asked.isdecimal() and len(asked) < 6 else None
    shares = questions.shares_of(found) if places is None else shared_out(places, known)
    initial: dict[str, Any] = {f"agency_{pk}": kept for pk, kept in shares.items()}
    initial["until"] = found.shared_until
    form = SharesForm(request.POST if request.method == "POST" else None, initial=initial, agencies=agencies)

    def act(seen: int) -> Session:
        return acts.share_out(
            session_id=found.pk, shares=form.shares, until=form.cleaned_data["until"], seen=seen, by=standing
        )

    names = {one.pk: one.name for one in agencies}
    context = {
        "session": found,
        "headcounts": [f"{names[pk]} {number:,}" for pk, number in known.items()],
        "places": found.capacity if places is None else places,
    }
    return _step(
        request, standing, found, form, act, "has its places shared out", context, "training/shares.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def cancel(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Call a session off."""
    found = session_or_404(standing, number)
    demand(can_keep_training(standing))
    hint = "Everybody booked, waiting or asked is told this by email. Name no child."
    form = WhyForm(request.POST if request.method == "POST" else None, hint=hint)

    def act(seen: int) -> Session:
        return acts.cancel(session_id=found.pk, why=form.cleaned_data["why"], seen=seen, by=standing)

    context = {"heading": "Cancel this session", "button": "Cancel it", "warns": True}
    return _step(request, standing, found, form, act, "is cancelled, and everybody is told", context)


def session_or_404(standing: Standing, number: int) -> Session:
    """The session, for whoever may see training."""
    demand(can_see_training(standing))
    found = questions.session_seen(standing, number)
    if found is None:
        raise Http404("No such session.")
    return found


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Session,
    form: forms.Form,
    act: Callable[[int], object],
    done: str,
    more: dict[str, Any],
    template: str = "training/step.html",
) -> HttpResponse:
    seen = seen_in(request, found.version)
    changes: tuple[Line, ...] = ()
    address = reverse("training:session", args=[standing.board_code, found.number])
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
        "caption": f"{found}: {found.course.title}",
        "seen": seen,
        "changes": changes,
        "back_link": (f"Back to {found}", address),
    }
    return render(request, template, context | more)


def _form(request: HttpRequest, standing: Standing, known: Session | None = None) -> SessionForm:
    trainers = questions.trainers_of(known) if known is not None else ()
    return SessionForm(
        request.POST if request.method == "POST" else None,
        initial=as_planned(known, trainers) if known is not None else {},
        agencies=seated_agencies(standing),
        chair=str(standing.word(Idea.CHAIR)),
        trainers=len(trainers) + 2,
    )


ADDRESSES: list[URLPattern] = [
    path("sessions/", sessions, name="sessions"),
    path("courses/<int:number>/plan/", plan, name="session-plan"),
    path("sessions/<int:number>/", session, name="session"),
    path("sessions/<int:number>/amend/", amend, name="session-amend"),
    path("sessions/<int:number>/shares/", share_out, name="session-shares"),
    path("sessions/<int:number>/cancel/", cancel, name="session-cancel"),
]
