"""The list of reviews, the lessons of all of them by theme, and opening one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from registers.queries.owners import agencies_ever
from training.actions import reviews as acts
from training.forms.reviews import OpenForm
from training.permissions import can_keep_reviews, can_see_reviews, sees_restricted
from training.presenters import reviews as words
from training.queries import reviews as questions
from training.queries.reviews import Show
from training.queries.themes import themes_of
from training.rules.reviews import Kind
from training.views.asking import Asks, Done, ask
from training.views.reviews.finding import page_of


@require_safe
@at_board
def reviews(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every review this person reads, the newest first, and how many more there are."""
    demand(can_see_reviews(standing))
    whole = sees_restricted(standing)
    show = _show(request, Show.ALL)
    found = questions.reviews_of(standing, show, page=request.GET.get("page"))
    address = reverse("training:reviews", args=[standing.board_code])
    context = {
        "rows": [words.row_words(row) for row in found.rows],
        "page": found.chosen,
        "query": f"show={show.value}&",
        "summary": words.summary(found),
        "empty": words.EMPTY_WORDS[show if whole else Show.PUBLISHED],
        "filters": words.filters(found, show, address) if whole else [],
        "may_keep": can_keep_reviews(standing),
    }
    return render(request, "training/reviews.html", context)


def _show(request: HttpRequest, otherwise: Show) -> Show:
    """What the address asks for; what it names wrongly is left out."""
    given = request.GET.get("show", "")
    return Show(given) if given in list(Show) else otherwise


@require_safe
@at_board
def themes(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Lessons by theme, with the years they were learnt in: what had been learnt before is said plainly."""
    demand(can_see_reviews(standing))
    found = themes_of(standing, page=request.GET.get("page"))
    context = {
        "themes": found,
        "page": found.chosen,
        "back_link": ("Back to reviews", reverse("training:reviews", args=[standing.board_code])),
    }
    return render(request, "training/themes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def open_review(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Open a review: its kind and the day the board knew give its steps their days."""
    demand(can_keep_reviews(standing))
    form = OpenForm(request.POST or None, agencies=agencies_ever(standing.board_id))
    asks = Asks(
        "Open a review",
        "Open it",
        ("Back to reviews", reverse("training:reviews", args=[standing.board_code])),
        hint="It is restricted until it is published: only the chair, the office and the training coordinator "
        "read it. Everybody else sees its reference, such as RV-4, at most.",
    )

    def act(given: dict[str, object]) -> Done:
        made = acts.open_review(
            board=board_at(standing),
            by=standing,
            kind=Kind(str(given["kind"])),
            **{name: given[name] for name in ("title", "known_on", "about", "lead")},  # type: ignore[arg-type]
        )
        return Done(f"{made} is open. It is restricted until it is published.", page_of(standing, made))

    return ask(request, form, asks, act)


ADDRESSES: list[URLPattern] = [
    path("reviews/", reviews, name="reviews"),
    path("reviews/themes/", themes, name="themes"),
    path("reviews/open/", open_review, name="review-open"),
]
