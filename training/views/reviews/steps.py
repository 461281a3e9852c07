"""What is done to a review, a page each: put right, a step noted or its day moved, not held, published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from agencies.door import at_board
from agencies.queries.record import Line
from agencies.rules.standing import Standing
from registers.queries.owners import agencies_ever
from registers.views.seen import seen_in
from training.actions import reviews as acts
from training.forms.reviews import AmendForm, DayForm, DoneForm, EndForm, PublishForm
from training.models import Milestone, Review
from training.presenters.reviews import known_rows, step_known
from training.queries.review_page import changed_since, review_page
from training.rules.reviews import STEP_WORDS, Step, Verb
from training.views.asking import Asks, Changed, Done, ask
from training.views.reviews.finding import back_to, page_of, review_to


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Put right what a review is called and looks at, and who leads it."""
    found = review_to(Verb.AMEND, standing, number)
    seen = seen_in(request, found.version)
    initial = {"title": found.title, "about": found.about, "lead": found.lead_id}
    form = AmendForm(request.POST or None, initial=initial, agencies=agencies_ever(standing.board_id))
    asks = Asks("Change this review", "Save", back_to(standing, found), str(found), seen=seen)

    def act(given: dict[str, Any]) -> Done:
        acts.amend(review_id=found.pk, seen=seen, by=standing, **given)
        return Done(f"{found} is changed.", page_of(standing, found))

    return ask(request, form, asks, act, _changed(standing, found, seen))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def step_done(request: HttpRequest, standing: Standing, number: int, step: str) -> HttpResponse:
    """Note that a step of a review was done."""
    found = review_to(Verb.NOTE_DONE, standing, number)
    one = _milestone_or_404(found, step)
    if one.step == Step.PUBLICATION:
        raise Http404("A publication is noted by publishing.")
    seen = seen_in(request, found.version)
    form = DoneForm(request.POST or None, initial={"done_on": one.done_on, "words": one.words})
    name = STEP_WORDS[Step(one.step)]
    asks = Asks(
        f"{name}: note that it was done",
        "Save",
        back_to(standing, found, "steps"),
        str(found),
        known=step_known(one),
        seen=seen,
    )

    def act(given: dict[str, Any]) -> Done:
        acts.note_done(review_id=found.pk, step=Step(one.step), seen=seen, by=standing, **given)
        return Done(f"{name} of {found} is noted as done.", page_of(standing, found, "steps"))

    return ask(request, form, asks, act, _changed(standing, found, seen))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def step_day(request: HttpRequest, standing: Standing, number: int, step: str) -> HttpResponse:
    """Move the day of a step, or give it one."""
    found = review_to(Verb.MOVE_DAY, standing, number)
    one = _milestone_or_404(found, step)
    seen = seen_in(request, found.version)
    name = STEP_WORDS[Step(one.step)]
    asks = Asks(
        f"{name}: change the day",
        "Change the day",
        back_to(standing, found, "steps"),
        str(found),
        known=step_known(one),
        seen=seen,
    )

    def act(given: dict[str, Any]) -> Done:
        acts.move_day(review_id=found.pk, step=Step(one.step), seen=seen, by=standing, **given)
        return Done(f"The day is changed: {name.lower()} of {found}.", page_of(standing, found, "steps"))

    return ask(request, DayForm(request.POST or None), asks, act, _changed(standing, found, seen))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def end(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Decide not to hold a review."""
    found = review_to(Verb.END, standing, number)
    seen = seen_in(request, found.version)
    asks = Asks(
        "Decide not to hold this review",
        "Do not hold it",
        back_to(standing, found),
        str(found),
        known=known_rows(review_page(standing, found)),
        warns="Nothing more is written into it, and nobody is reminded of it. This cannot be taken back.",
        seen=seen,
    )

    def act(given: dict[str, Any]) -> Done:
        acts.end(review_id=found.pk, seen=seen, by=standing, **given)
        return Done(f"{found} is not held.", page_of(standing, found))

    return ask(request, EndForm(request.POST or None), asks, act, _changed(standing, found, seen))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def publish(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Note that a review is published: from then on the whole board reads it here."""
    found = review_to(Verb.PUBLISH, standing, number)
    seen = seen_in(request, found.version)
    asks = Asks(
        "Publish this review",
        "Publish it",
        back_to(standing, found),
        str(found),
        known=known_rows(review_page(standing, found)),
        warns="Every board member and analyst reads it here from then on. This cannot be taken back.",
        seen=seen,
    )

    def act(given: dict[str, Any]) -> Done:
        acts.publish(
            review_id=found.pk, published_on=given["published_on"], url=given["url"], seen=seen, by=standing
        )
        return Done(f"{found} is published.", page_of(standing, found))

    return ask(request, PublishForm(request.POST or None), asks, act, _changed(standing, found, seen))


def _milestone_or_404(review: Review, step: str) -> Milestone:
    found = next((one for one in review.milestones.all() if one.step == step), None)
    if found is None:
        raise Http404("A review of this kind has no such step.")
    return found


def _changed(standing: Standing, review: Review, seen: int) -> Changed:
    def changed() -> tuple[tuple[Line, ...], int]:
        return changed_since(standing, review, seen), review.version

    return changed


ADDRESSES: list[URLPattern] = [
    path("reviews/<int:number>/amend/", amend, name="review-amend"),
    path("reviews/<int:number>/steps/<slug:step>/done/", step_done, name="review-step-done"),
    path("reviews/<int:number>/steps/<slug:step>/day/", step_day, name="review-step-day"),
    path("reviews/<int:number>/end/", end, name="review-end"),
    path("reviews/<int:number>/publish/", publish, name="review-publish"),
]
