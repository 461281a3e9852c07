"""The scorecard's overview against an empty page of the same server: how long, how many queries, where it goes.

The empty page is the one on privacy, as someone signed in gets it: session, person and frame, and no figure. The
floor is that page and the one query that fetches the figures. Nothing is sent over a network.
"""

import gzip
from functools import partial
from typing import Any

import psycopg
from django.core.cache import cache
from django.db import connection
from django.test import Client

from agencies.models import Board
from agencies.rules import clock
from benchmarks import boards, measuring, readers
from scorecard.presenters import overview as presenter
from scorecard.presenters import scorecard_page
from scorecard.queries import overview as query
from scorecard.views import scorecard as view

#: The board of the main job.
SIZE = boards.Size(quarters=24, agencies=14)
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
    """Times, ratios and shares on the board of the main job."""
    clock.fix(boards.TODAY)
    try:
        return _times(boards.build("board", SIZE))
    finally:
        clock.fix(None)


def _times(board: Board) -> dict[str, Any]:
    reader, address = readers.signed_in(board), readers.overview(board)
    empty = partial(reader.get, readers.empty_page())

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
        "size": readers.counted(board, SIZE),
        "milliseconds": measuring.milliseconds(seconds | {"floor": floor}),
        "floor": "the empty page, and the one query that fetches the figures",
        "ratio_to_empty_page": round(seconds["overview"] / seconds["empty_page"], 1),
        "ratio_to_floor": round(seconds["overview"] / floor, 1),
        "kept_to_empty_page": round(seconds["kept"] / seconds["empty_page"], 1),
        "shares_in_per_cent": _shares(reader, address),
        "page_bytes": {"plain": len(content), "compressed": len(gzip.compress(content))},
    }


def _fetch(board: Board) -> list[Any]:
    """The board's current figures as the driver gives them, with what makes a point of each."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [board.pk])
        return cursor.fetchall()


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
