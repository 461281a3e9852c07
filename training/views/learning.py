"""The first page of the training room: reviews, courses and sessions, people trained."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from training.permissions import can_see_learning
from training.presenters.learning import sections


@require_safe
@at_board
def learning(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What the room holds, as far as this person may open it."""
    demand(can_see_learning(standing))
    return render(request, "training/learning.html", {"sections": sections(standing)})


ADDRESSES: list[URLPattern] = [path("learning/", learning, name="learning")]
