"""The scorecard's overview against an empty page of the same server: how long, how many queries, where it goes.

The empty page is the one on privacy, as someone signed in gets it: session, person and frame, and no figure. The
floor is that page and the one query that fetches the figures. Nothing is sent over a network.
"""

import gzip
from functools import partial
from typing import Any

import psycopg
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Board
from agencies.rules import clock
from benchmarks import boards, measuring
from scorecard.models import Figure, Indicator
from scorecard.presenters import overview as presenter
from scorecard.queries import overview as query
from scorecard.views import scorecard as view

#: The board of the main job; and a small one, of which ten times the quarters and agencies are built, too.
SIZE = boards.Size(quarters=24, agencies=14)
SMALL = boards.Size(quarters=6, agencies=2)
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
    """Times, ratios and shares on the board of the main job; queries and times as a board grows tenfold."""
    clock.fix(boards.TODAY)
    try:
        board = boards.build("board", SIZE)
        small, large = boards.build("small", SMALL), boards.build("large", SMALL.times(10))
        return {"board": _times(board), "growth": _growth(small, large)}
    finally:
        clock.fix(None)


def _times(board: Board) -> dict[str, Any]:
    reader, address = _signed_in(board), _address(board)
    empty = partial(reader.get, reverse("page", args=["privacy"]))
    works = {
        "overview": partial(reader.get, address),
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
        "shares_in_per_cent": _shares(reader, address),
        "page_bytes": {"plain": len(content), "compressed": len(gzip.compress(content))},
    }


def _growth(small: Board, large: Board) -> dict[str, Any]:
    """Raises AssertionError when the larger board takes more queries."""
    readers = {board: _signed_in(board) for board in (small, large)}
    works = {board.code: partial(reader.get, _address(board)) for board, reader in readers.items()}
    seconds = measuring.in_turn(works, ROUNDS // 5)
    queries = {board.code: _queries(reader, _address(board)) for board, reader in readers.items()}
    if queries[small.code] != queries[large.code]:
        raise AssertionError(f"The overview takes more queries of a larger board: {queries}")
    return {
        "sizes": {small.code: _size(small, SMALL), large.code: _size(large, SMALL.times(10))},
        "queries": queries,
        "milliseconds": measuring.milliseconds(seconds),
    }


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
        words=((presenter, "tile_words"), (presenter, "summary")),
        drawing=((presenter, "sparkline"), (presenter.charts, "chart")),
        template=((view, "render"),),
    )
    for _ in range(ROUNDS):
        with watch.running():
            reader.get(address)
    return watch.shares()
