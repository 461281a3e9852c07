"""An export of a learning system on its way in, beside COPYing the same rows.

The export has 20,000 rows, one in twenty of them messy in ways people write: other names of agencies, addresses in
capitals or brackets, days in three manners, outcomes in other words. The floor is COPY of the rows as text into a bare
table, and of the people and bookings they come to into their own tables, history and sessions left out: it reads no
file, checks nothing, finds nobody and tells nobody. Both in turn, on boards of their own.
"""

import csv
import io
import os
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from benchmarks import boards
from tests.factories import (
    AgencyFactory,
    BoardFactory,
    CourseFactory,
    ProfessionFactory,
    SeatFactory,
    SessionFactory,
)
from training.actions.intake import confirm, look
from training.imports.load import history_triggers
from training.models import Booking, Learner

ROWS = int(os.environ.get("BENCH_TRAINING_ROWS", "20000"))
ROUNDS = 3
BY = Actor(None, "The benchmark")
HEADINGS = ("Learner name", "E-mail", "Organisation", "Job role", "Training title", "Event date", "Status")
_FIRST = datetime(2013, 1, 7, 9, 30, tzinfo=UTC)
_MESS = 20
_AGENCIES = 10


def run() -> dict[str, Any]:
    """Seconds and ratio, the median round's; and what the same file does when it comes again."""
    clock.fix(boards.TODAY)
    try:
        rounds = sorted((_round(number) for number in range(ROUNDS)), key=lambda one: one["ratio_to_copy"])
        return {"rows": ROWS, **rounds[len(rounds) // 2]}
    finally:
        clock.fix(None)


def _round(number: int) -> dict[str, Any]:
    board, floor = _board(f"in-{number}"), _board(f"floor-{number}")
    data = _file(f"in-{number}")
    rows, sessions = _rows(f"floor-{number}"), _sessions(floor)
    started = time.perf_counter()
    _copy(floor, rows, sessions)
    least = time.perf_counter() - started
    started = time.perf_counter()
    found = look(board=board, data=data, file_name="export.csv", agency=None, by=BY)
    assert found.state == "ready", found.findings[:3]
    looked = time.perf_counter() - started
    confirm(intake_id=found.pk, by=BY)
    whole = time.perf_counter() - started
    again = look(board=board, data=data, file_name="export.csv", agency=None, by=BY)
    return {
        "copy_seconds": round(least, 2),
        "seconds": {"look": round(looked, 2), "load": round(whole - looked, 2)},
        "ratio_to_copy": round(whole / least, 2),
        "bookings": Booking.objects.filter(session__board=board).count(),
        "again": {name: again.counts[name] for name in ("new", "corrected", "same")},
    }


def _board(code: str) -> Board:
    board: Board = BoardFactory(code=code)
    for number in range(_AGENCIES):
        SeatFactory(
            board=board, agency=AgencyFactory(code=f"{code}-{number}", name=f"Agency {number} of {code}")
        )
    ProfessionFactory(board=board, code="midwives", name="Midwives")
    CourseFactory(board=board, title="Working with fathers")
    return board


def _rows(code: str) -> list[list[str]]:
    """The rows as they are written: a person every five, a session every twenty."""
    found = []
    for number in range(ROWS):
        day = _FIRST + timedelta(days=number // 20)
        row = [
            f"Learner {number % (ROWS // 5)}",
            f"learner{number % (ROWS // 5)}@agency{number % _AGENCIES}.example",
            f"Agency {number % _AGENCIES} of {code}",
            "Midwives",
            "Working with fathers",
            f"{day:%d/%m/%Y}",
            ("Attended", "Did not attend", "Attended", "Cancelled")[number % 4],
        ]
        found.append(_messy(row, number, day, code) if number % _MESS == 0 else row)
    return found


def _messy(row: list[str], number: int, day: datetime, code: str) -> list[str]:
    manner = number // _MESS % 4
    if manner == 0:
        return [row[0], f" {row[1].upper()} ", *row[2:]]
    if manner == 1:
        return [*row[:2], f"{code}-{number % _AGENCIES}", "Doctor of something", *row[4:]]
    if manner == 2:
        return [*row[:4], " working  with FATHERS", f"{day.day} {day:%B %Y}", "Present"]
    return [row[0], f"<{row[1]}>", *row[2:5], f"{day:%Y-%m-%d}", "walk-in"]


def _file(code: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *_rows(code)])
    return text.getvalue().encode()


def _sessions(board: Board) -> list[int]:
    course = board.courses.get()
    days = (_FIRST + timedelta(days=place) for place in range(-(-ROWS // 20)))
    return [SessionFactory(course=course, starts=one, ends=one + timedelta(hours=6)).pk for one in days]


def _copy(board: Board, rows: list[list[str]], sessions: list[int]) -> None:
    """The floor: the rows as text, then people and bookings into their tables."""
    agency = board.seats.order_by("pk")[0].agency
    now = clock.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [history_triggers()])
        cursor.execute(
            "CREATE TEMP TABLE bench_rows (a text, b text, c text, d text, e text, f text, g text) ON COMMIT DROP"
        )
        with cursor.copy("COPY bench_rows FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        people = ROWS // 5
        with cursor.copy(
            "COPY training_learner (board_id, pseudonym, email, name, agency_id, added_at, added_by, erased_by)"
            " FROM STDIN"
        ) as copy:
            for number in range(people):
                copy.write_row(
                    (board.pk, f"F{board.pk}-{number}", f"p{number}@x.example", "A", agency.pk, now, "", "")
                )
        keys = list(Learner.objects.filter(board=board).order_by("pk").values_list("pk", flat=True))
        with cursor.copy(
            "COPY training_booking (session_id, learner_id, agency_id, state, walk_in, manager_email, booked_at,"
            " booked_by, approved_by, ended_at, ended_by, ended_why, attended_how, code_tries, imported) FROM STDIN"
        ) as copy:
            for number in range(ROWS):
                copy.write_row(
                    (sessions[number // 20], keys[number % people], agency.pk, "attended", False, "", now, "B", "", now,
                     "B", "", "import", 0, f"{board.pk}-{number}")
                )  # fmt: skip
