"""The register: where every risk stands, what has moved, whose they are."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from registers.permissions import can_keep_risks, can_see_risks, can_set_registers
from registers.presenters import risk_moves, risk_words
from registers.presenters import risks as words
from registers.presenters.heat_map import heat_map
from registers.queries.checks import second_look
from registers.queries.risks import register

A_PAGE = 50
#: So many movements stand on the page at once; the rest unfolds.
MOVES = 6


@require_safe
@at_board
def risks(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The whole register, or the part asked for."""
    demand(can_see_risks(standing))
    found, chosen, board = register(standing), _chosen(request), standing.board_code
    here = reverse("registers:risks", args=[board])
    rows = words.chosen_rows(found, chosen, standing)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    moving = risk_moves.moving(found)
    moved = [risk_moves.moved_words(row, found, board) for row in moving[:A_PAGE]]
    context = {
        "register": found,
        "summary": risk_moves.summary(found),
        "since": risk_words.since_words(found.since, found.today),
        "where_from": risk_words.where_from(found.since),
        "tolerance": found.settings.bands.tolerance,
        "grave": risk_moves.says_impact_is_grave(found),
        "heat": heat_map(
            found.rows,
            found.settings.bands,
            lambda number: reverse("registers:risk", args=[board, number]),
            lambda cell: f"{here}?{words.Chosen(cell=cell).query()}#register",
        ),
        "moved": moved[:MOVES],
        "moved_later": moved[MOVES:],
        "moved_beyond": len(moving) - len(moved),
        "by_change": f"{here}?{words.Chosen(sort='change').query()}#register",
        "owners": words.owners(found, here),
        "rows": [words.row_words(row, found, board) for row in page.object_list],
        "page": page,
        "query": f"{query}&" if (query := chosen.query()) else "",
        "narrowed": words.narrowed(rows, chosen),
        "filters": words.filters(found, chosen, standing, here),
        "sorts": words.sorts(chosen, here),
        "chosen": chosen,
        "worth": len(second_look(standing).findings),
        "may_keep": can_keep_risks(standing),
        "may_set": can_set_registers(standing),
    }
    return render(request, "registers/risks.html", context)


def _chosen(request: HttpRequest) -> words.Chosen:
    """What the address asks for; what it names wrongly is left out."""
    show, sort = request.GET.get("show", ""), request.GET.get("sort", "")
    owner, cell = request.GET.get("owner", ""), request.GET.get("cell", "")
    return words.Chosen(
        show=show if show in words.SHOWS or show == words.ARCHIVED else "all",
        sort=sort if sort in words.SORTS else "score",
        owner=owner if re.fullmatch(r"office|\d{1,9}", owner, re.ASCII) else "",
        cell=cell if re.fullmatch(r"[1-5]x[1-5]", cell) else "",
    )


ADDRESSES: list[URLPattern] = [path("risks/", risks, name="risks")]
