"""Writing a lesson into a review, and saying one better."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from agencies.door import at_board
from agencies.rules.standing import Standing
from registers.views.seen import seen_in
from training.actions import lessons as acts
from training.forms.learning import LessonForm
from training.queries.review_page import changed_in_part
from training.queries.themes import themes_to_choose
from training.rules.reviews import Verb
from training.views.asking import Asks, Done, ask
from training.views.reviews.finding import back_to, lesson_or_404, page_of, review_to


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def write(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Write a lesson into a review."""
    found = review_to(Verb.WRITE, standing, number)
    form = LessonForm(request.POST or None, themes=themes_to_choose(standing))
    asks = Asks("Write a lesson", "Save", back_to(standing, found, "lessons"), str(found))

    def act(given: dict[str, Any]) -> Done:
        made = acts.write(review_id=found.pk, by=standing, **given)
        part = f"lesson-{made.number}"
        return Done(f"Lesson {made.number} of {found} is written.", page_of(standing, found, part))

    return ask(request, form, asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int, lesson: int) -> HttpResponse:
    """Say a lesson better, or sort it anew."""
    found = review_to(Verb.WRITE, standing, number)
    one = lesson_or_404(found, lesson)
    seen = seen_in(request, one.version)
    initial = {"text": one.text, "themes": [theme.pk for theme in one.themes.all()]}
    form = LessonForm(request.POST or None, initial=initial, themes=themes_to_choose(standing))
    part = f"lesson-{one.number}"
    asks = Asks(
        f"Change lesson {one.number}",
        "Save",
        back_to(standing, found, part),
        str(found),
        known=[("As it stands", one.text)],
        seen=seen,
    )

    def act(given: dict[str, Any]) -> Done:
        acts.amend(lesson_id=one.pk, seen=seen, by=standing, **given)
        return Done(f"Lesson {one.number} of {found} is changed.", page_of(standing, found, part))

    return ask(request, form, asks, act, lambda: (changed_in_part(standing, found, part, seen), one.version))


ADDRESSES: list[URLPattern] = [
    path("reviews/<int:number>/lessons/write/", write, name="lesson-write"),
    path("reviews/<int:number>/lessons/<int:lesson>/amend/", amend, name="lesson-amend"),
]
