"""The explore page: lines somebody chooses, side by side, to zoom and to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from scorecard.permissions import can_see_scorecard
from scorecard.presenters import explore as presenter
from scorecard.queries.asked import choice_asked
from scorecard.queries.choices import Choice, choices
from scorecard.queries.explored import Drawn, NotKnown, TooMuch, explored


@require_safe
@at_board
def explore(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What can be chosen, and what was: charts, a table, downloads. 400 with the reason for what cannot be had."""
    demand(can_see_scorecard(standing))
    known = choices(standing)
    choice, trouble = Choice(), ""
    drawn: tuple[Drawn, ...] = ()
    try:
        choice = choice_asked((name, value) for name, values in request.GET.lists() for value in values)
        drawn = explored(standing, choice) if choice.indicators else ()
    except (NotKnown, TooMuch) as refusal:
        trouble = str(refusal)
    query = request.GET.urlencode()
    context = {
        "known": known,
        "measures": presenter.measures(known, choice),
        "groups": presenter.groups(known, choice),
        "since": presenter.days(known, choice.since, ends=False),
        "until": presenter.days(known, choice.until, ends=True),
        "comparators": choice.comparators,
        "chosen": bool(choice.indicators),
        "asked": bool(query),
        "errors": [(trouble, "#choose")] if trouble else [],
        "page_has_errors": bool(trouble),
        "page": presenter.explore_words(drawn) if drawn else None,
        "summary": presenter.summary(known, choice, drawn),
        "most": presenter.MOST_DRAWN,
        "query": query,
        "api_url": f"{reverse('api:series')}?board={standing.board_code}&{query}",
    }
    return render(request, "scorecard/explore.html", context, status=400 if trouble else 200)
