"""`analyse_series` against reading and parsing the same file, and how often the rules flag what never changed.

The floor is what no analysis can do without: reading the rows, their dates and their numbers.
"""

import csv
import io
import random
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks import measuring
from scorecard.management.commands.analyse_series import lines
from scorecard.management.series_file import points_of
from scorecard.rules.variation import Special, analyse

SERIES, POINTS, ROUNDS = 1000, 48, 5
LENGTHS = (13, 16, 20, 24, 32, 48)
_OPTIONS = {"breaks": [], "no_screening": False, "short": False, "baseline": None}


def run() -> dict[str, Any]:
    """The ratio to the floor, and the share of stable series with a flag, in per cent."""
    data = _file()
    seconds = measuring.in_turn({"analyse": lambda: _analyse(data), "parse": lambda: _parse(data)}, ROUNDS)
    return {
        "series": SERIES,
        "points_each": POINTS,
        "milliseconds": measuring.milliseconds(seconds),
        "floor": "reading and parsing the same file",
        "ratio_to_floor": round(seconds["analyse"] / seconds["parse"], 1),
        "false_alarms_in_per_cent": {
            shape: {length: _false_alarms(shape, length) for length in LENGTHS}
            for shape in ("normal", "percentage")
        },
    }


def _file() -> bytes:
    dice, text = random.Random(1), io.StringIO()
    text.write("series,date,value\n")
    for number in range(SERIES):
        for place in range(POINTS):
            day = date(2006 + place // 4, 1 + 3 * (place % 4), 1)
            text.write(f"S{number:04},{day.isoformat()},{dice.gauss(60, 8):.1f}\n")
    return text.getvalue().encode()


def _analyse(data: bytes) -> None:
    for _ in lines(points_of(data, "bench.csv"), _OPTIONS):
        pass


def _parse(data: bytes) -> None:
    for number, (_, day, value) in enumerate(csv.reader(io.StringIO(data.decode()))):
        if number:
            date.fromisoformat(day)
            Decimal(value)


def _false_alarms(shape: str, length: int) -> dict[str, float]:
    """Of a thousand series in which nothing changes: flagged at the latest point, and at any."""
    dice, latest, ever = random.Random(length), 0, 0
    for _ in range(SERIES):
        marks = [one.special for one in analyse([_drawn(shape, dice) for _ in range(length)])]
        latest += marks[-1] is not Special.NONE
        ever += any(mark is not Special.NONE for mark in marks)
    return {"latest": round(100 * latest / SERIES, 1), "any": round(100 * ever / SERIES, 1)}


def _drawn(shape: str, dice: random.Random) -> Decimal:
    if shape == "normal":
        return Decimal(round(dice.gauss(100, 10), 2))
    return Decimal(sum(dice.random() < 0.7 for _ in range(100)))
