"""Writing a recommendation, saying it better, agreeing an action on it, and testing whether it stuck."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from registers.forms.actions import AgreeForm
from registers.permissions import can_set_actions
from registers.queries.evidence import audits_to_choose
from registers.queries.owners import agencies_ever, possible_owners
from registers.views.seen import seen_in
from training.actions import recommendations as acts
from training.actions.recommendations import Says
from training.forms.learning import AmendRecommendationForm, RecommendationForm, RevisitForm, TestForm
from training.models import EmbeddedTest, Recommendation, Review
from training.presenters.reviews import recommendation_known
from training.queries.review_page import changed_in_part
from training.queries.seen import lessons_of
from training.rules.reviews import Verb
from training.views.asking import Asks, Done, ask
from training.views.reviews.finding import back_to, page_of, recommendation_or_404, review_to


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def write(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Write a recommendation into a review."""
    found = review_to(Verb.WRITE, standing, number)
    form = RecommendationForm(
        request.POST or None, agencies=agencies_ever(standing.board_id), lessons=lessons_of(found)
    )
    asks = Asks("Write a recommendation", "Save", back_to(standing, found, "recommendations"), str(found))

    def act(given: dict[str, Any]) -> Done:
        made = acts.recommend(
            review_id=found.pk, says=_says(given), revisit_on=given["revisit_on"], by=standing
        )
        words = f"Recommendation {made.number} of {found} is written."
        return Done(words, page_of(standing, found, _part(made)))

    return ask(request, form, asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int, recommendation: int) -> HttpResponse:
    """Say a recommendation better, or to others."""
    found, one = _found(standing, number, recommendation)
    seen = seen_in(request, one.version)
    initial = {
        "text": one.text,
        "multi_agency": "several" if one.multi_agency else "one",
        "lead": one.lead_id,
        "lesson": one.lesson_id,
    }
    form = AmendRecommendationForm(
        request.POST or None,
        initial=initial,
        agencies=agencies_ever(standing.board_id),
        lessons=lessons_of(found),
    )
    asks = _asks("Change this recommendation", "Save", standing, one, seen=seen)

    def act(given: dict[str, Any]) -> Done:
        acts.amend(recommendation_id=one.pk, says=_says(given), seen=seen, by=standing)
        words = f"Recommendation {one.number} of {found} is changed."
        return Done(words, page_of(standing, found, _part(one)))

    return ask(
        request,
        form,
        asks,
        act,
        lambda: (changed_in_part(standing, found, _part(one), seen), one.version),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def day(request: HttpRequest, standing: Standing, number: int, recommendation: int) -> HttpResponse:
    """Set or move the day to look whether a recommendation stuck."""
    found, one = _found(standing, number, recommendation)
    seen = seen_in(request, one.version)
    asks = _asks("Change the day to look whether it stuck", "Change the day", standing, one, seen=seen)

    def act(given: dict[str, Any]) -> Done:
        acts.move_revisit(recommendation_id=one.pk, seen=seen, by=standing, **given)
        words = f"The day to look at recommendation {one.number} of {found} is changed."
        return Done(words, page_of(standing, found, _part(one)))

    return ask(request, RevisitForm(request.POST or None), asks, act, lambda: ((), one.version))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def agree(request: HttpRequest, standing: Standing, number: int, recommendation: int) -> HttpResponse:
    """Agree an action that carries a recommendation out."""
    found, one = _found(standing, number, recommendation)
    demand(can_set_actions(standing))
    form = AgreeForm(
        request.POST or None,
        agencies=seated_agencies(standing),
        owners=possible_owners(standing.board_id),
        known=True,
        initial={"agency": one.lead_id},
    )
    hint = (
        ""
        if found.published_on
        else "The review is not published: whoever does the action reads it without the review. Say nothing in it "
        "that tells what happened."
    )
    asks = _asks("Agree an action", "Agree it", standing, one, hint=hint)

    def act(given: dict[str, Any]) -> Done:
        made = acts.agree_action(recommendation_id=one.pk, by=standing, **given)
        return Done(f"{made} is agreed.", page_of(standing, found, _part(one)))

    return ask(request, form, asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def test(request: HttpRequest, standing: Standing, number: int, recommendation: int) -> HttpResponse:
    """Say whether a recommendation stuck, and how that was seen."""
    found, one = _found(standing, number, recommendation)
    form = TestForm(request.POST or None, audits=audits_to_choose(standing))
    hint = "Complete is not embedded. Look at practice some months after everything was done: repeat the audit, or ask."
    asks = _asks("Test whether it stuck", "Save", standing, one, hint=hint)

    def act(given: dict[str, Any]) -> Done:
        how = EmbeddedTest.How(given.pop("how"))
        seen = acts.say_embedded(recommendation_id=one.pk, how=how, by=standing, **given)
        state = "embedded" if seen.embedded else "not embedded"
        words = f"Recommendation {one.number} of {found} was found {state}."
        return Done(words, page_of(standing, found, _part(one)))

    return ask(request, form, asks, act)


def _found(standing: Standing, number: int, recommendation: int) -> tuple[Review, Recommendation]:
    review = review_to(Verb.WRITE, standing, number)
    return review, recommendation_or_404(review, recommendation)


def _asks(
    heading: str, button: str, standing: Standing, one: Recommendation, *, hint: str = "", seen: int = 0
) -> Asks:
    return Asks(
        heading,
        button,
        back_to(standing, one.review, _part(one)),
        f"{one.review}, recommendation {one.number}",
        known=recommendation_known(one),
        hint=hint,
        seen=seen,
    )


def _part(one: Recommendation) -> str:
    return f"recommendation-{one.number}"


def _says(given: dict[str, Any]) -> Says:
    return Says(given["text"], given["multi_agency"], given["lead"], given["lesson"])


_AT = "reviews/<int:number>/recommendations"
ADDRESSES: list[URLPattern] = [
    path(f"{_AT}/write/", write, name="recommendation-write"),
    path(f"{_AT}/<int:recommendation>/amend/", amend, name="recommendation-amend"),
    path(f"{_AT}/<int:recommendation>/day/", day, name="recommendation-day"),
    path(f"{_AT}/<int:recommendation>/action/", agree, name="recommendation-action"),
    path(f"{_AT}/<int:recommendation>/test/", test, name="recommendation-test"),
]
