"""The challenge log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from registers.permissions import agencies_seen, can_raise, can_see_challenges
from registers.presenters import challenge_log as words
from registers.queries import challenges as questions
from registers.queries.challenges import Show, Sort
from registers.queries.owing import replies_overdue, who_owes

#: What everybody can narrow the log to. Drafts and what waits for whom are further down.
_SHOWN = (
    Show.OPEN,
    Show.OVERDUE,
    Show.CHAIR,
    Show.WATCHING,
    Show.CLOSED,
    Show.SHOWN,
    Show.WITHDRAWN,
    Show.ALL,
)
_LONGEST_SEARCH = 100


@require_safe
@at_board
def challenges(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every challenge this person may know of: the longest overdue first."""
    demand(can_see_challenges(standing))
    narrowed = _narrowed(request)
    found = questions.log(standing, narrowed, page=request.GET.get("page"))
    address = reverse("registers:challenges", args=[standing.board_code])
    own = agencies_seen(standing) is not None
    mine = own or bool(can_raise(standing))
    context = {
        "today": clock.today(),
        "rows": words.row_words(found.rows, str(standing.word(Idea.CHAIR))),
        "page": found.chosen,
        "query": f"{words.query_of(narrowed)}&",
        "narrowed": narrowed,
        "summary": words.summary(replies_overdue(standing), own=own),
        "tiles": words.tiles(who_owes(standing, found.telling), address),
        "filters": words.filters(
            found, narrowed, address, may_have=[*_SHOWN, *([Show.MINE] if mine else [])]
        ),
        "sorts": words.sorts(narrowed, address),
        "empty": words.empty(narrowed),
        "cleared": f"{address}?show={narrowed.show.value}" if narrowed.words or narrowed.agency else "",
        "agency": found.agency,
        "may_raise": can_raise(standing),
    }
    return render(request, "registers/challenges.html", context)


def _narrowed(request: HttpRequest) -> questions.Narrowed:
    """What the address asks for; what it names wrongly is left out."""
    show, sort = request.GET.get("show", ""), request.GET.get("sort", "")
    return questions.Narrowed(
        show=Show(show) if show in list(Show) else Show.OPEN,
        agency=request.GET.get("agency", "")[:40],
        words=request.GET.get("q", "")[:_LONGEST_SEARCH].strip(),
        sort=Sort(sort) if sort in list(Sort) else Sort.OVERDUE,
    )


ADDRESSES: list[URLPattern] = [path("challenges/", challenges, name="challenges")]
