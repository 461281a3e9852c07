"""The scorecard's overview against an empty page of the same server: how long, how many queries, where it goes.

The empty page is the one on privacy, as someone signed in gets it: session, person and frame, and no figure. The
floor is that page and the one query that fetches the figures. Nothing is sent over a network.
"""

import gzip
import os
from functools import partial
from typing import Any

import psycopg
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Board
from agencies.rules import clock
from benchmarks import boards, measuring
from scorecard.models import Figure, Indicator
from scorecard.presenters import overview as presenter
from scorecard.presenters import scorecard_page
from scorecard.queries import overview as query
from scorecard.views import scorecard as view

#: The board of the main job.
SIZE = boards.Size(quarters=24, agencies=14)
#: Every indicator over 48 quarters, 15 agencies and 11 districts; and a twentieth of its figures.
WHOLE = boards.Size(quarters=48, agencies=15, districts=11)
PART = boards.Size(quarters=29, agencies=15)
BOARDS = int(os.environ.get("BENCH_BOARDS", "20"))
ROUNDS = 25
_ROWS = """
    SELECT indicator_id, agency_id, area_id, breakdown, period_kind, first, last, numerator, denominator, value, status
    FROM scorecard_figure
    WHERE superseded_by_id IS NULL
      AND indicator_id IN (SELECT id FROM scorecard_indicator WHERE board_id = %s AND until IS NULL)
"""
_CURSORS = (psycopg.Cursor, psycopg.ServerCursor)
_FETCHES = ("execute", "fetchone", "fetchmany", "fetchall")


def run() -> dict[str, Any]:
    """Times, ratios and shares on the board of the main job; queries and ratios as boards grow."""
    clock.fix(boards.TODAY)
    try:
        board = boards.build("board", SIZE)
        return {"board": _times(board), "growth": _growth()}
    finally:
        clock.fix(None)


def _times(board: Board) -> dict[str, Any]:
    reader, address = _signed_in(board), _address(board)
    empty = partial(reader.get, reverse("page", args=["privacy"]))

    def worked_out() -> None:
        cache.clear()
        reader.get(address)

    works = {
        "overview": worked_out,
        "kept": partial(reader.get, address),
        "settling": empty,  # after so large a page the next is slower, whichever it is: that one does not count
        "empty_page": empty,
        "one_query": partial(_fetch, board),
    }
    seconds = measuring.in_turn(works, ROUNDS)
    del seconds["settling"]
    floor = seconds["empty_page"] + seconds["one_query"]
    content = reader.get(address).content
    return {
        "size": _size(board, SIZE),
        "milliseconds": measuring.milliseconds(seconds | {"floor": floor}),
        "floor": "the empty page, and the one query that fetches the figures",
        "ratio_to_empty_page": round(seconds["overview"] / seconds["empty_page"], 1),
        "ratio_to_floor": round(seconds["overview"] / floor, 1),
        "kept_to_empty_page": round(seconds["kept"] / seconds["empty_page"], 1),
        "shares_in_per_cent": _shares(reader, address),
        "page_bytes": {"plain": len(content), "compressed": len(gzip.compress(content))},
    }


def _growth() -> dict[str, Any]:
    """A twentieth of the whole, the whole, and the whole at each of twenty boards: as a reader finds the page again.

    Raises AssertionError when more of it takes more queries. `first` is the page after something has changed.
    """
    found = {}
    for name, size, boards_in_all in (
        ("a_twentieth", PART, 1),
        ("whole", WHOLE, 1),
        ("twenty_boards", WHOLE, BOARDS),
    ):
        made = [boards.build(f"{name}-{number}", size) for number in range(boards_in_all)]
        reader, address = _signed_in(made[0]), _address(made[0])
        empty = partial(reader.get, reverse("page", args=["privacy"]))

        def first(reader: Client = reader, address: str = address) -> None:
            cache.clear()
            reader.get(address)

        works = {
            "first": first,
            "overview": partial(reader.get, address),
            "settling": empty,
            "empty_page": empty,
        }
        seconds = measuring.in_turn(works, ROUNDS // 5)
        found[name] = {
            **_size(made[0], size),
            "boards": boards_in_all,
            "queries": _queries(reader, address),
            "milliseconds": measuring.milliseconds(seconds),
            "ratio_to_empty_page": round(seconds["overview"] / seconds["empty_page"], 2),
            "first_to_empty_page": round(seconds["first"] / seconds["empty_page"], 1),
            "compressed_bytes": len(gzip.compress(reader.get(address).content)),
        }
    ratios = [one["ratio_to_empty_page"] for one in found.values()]
    if len({one["queries"] for one in found.values()}) != 1:
        raise AssertionError(f"The overview takes more queries of more figures: {found}")
    return found | {"apart": round(max(ratios) / min(ratios), 2)}


def _address(board: Board) -> str:
    return reverse("scorecard:overview", args=[board.code])


def _signed_in(board: Board) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(boards.member_of(board), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _size(board: Board, size: boards.Size) -> dict[str, int]:
    return {
        "indicators": Indicator.objects.filter(board=board).count(),
        "quarters": size.quarters,
        "agencies": size.agencies,
        "figures": Figure.objects.filter(indicator__board=board).count(),
    }


def _fetch(board: Board) -> list[Any]:
    """The board's current figures as the driver gives them, with what makes a point of each."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [board.pk])
        return cursor.fetchall()


def _queries(reader: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        reader.get(address)
    return len(captured)


def _shares(reader: Client, address: str) -> dict[str, float]:
    """Where a request's time goes: `series` makes points of rows, `rules` judge them, `words` are the page's."""
    watch = measuring.Stopwatch(
        database=tuple((cursor, name) for cursor in _CURSORS for name in _FETCHES if name in vars(cursor)),
        series=((query, "board_lines"),),
        rules=((query, "assess"),),
        words=((scorecard_page, "tile_words"), (scorecard_page, "ask_first")),
        drawing=((presenter, "sparkline"), (presenter.charts, "chart")),
        template=((view, "render"),),
    )
    for _ in range(ROUNDS):
        cache.clear()
        with watch.running():
            reader.get(address)
    return watch.shares()
