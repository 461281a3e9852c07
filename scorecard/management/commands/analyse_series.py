"""`manage.py analyse_series FILE`: the portal's variation rules on anybody's series. Asks no database."""

import json
import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from scorecard.management.asking import FAILED, REFUSED, FileCommand, Wrong
from scorecard.management.series_file import Point, Unreadable, by_series, day_of, points_of
from scorecard.rules.variation import MINIMUM, Reading, analyse

#: The fewest points that have a moving range at all.
_SHORT = 2
_log = logging.getLogger(__name__)


class Command(FileCommand):
    """Prints one JSON object a point, in the file's order: its mean, its limits and its special cause."""

    help = (
        "Analyse the series of a CSV file headed series,date,value (an empty value is a missing point) with an XmR "
        "chart's rules, and print a JSON object a line. Exit codes: 0 done, 2 the file could not be read, 3 the portal "
        "failed, 64 wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and how to analyse it."""
        parser.add_argument("file", type=Path, help="the CSV file; - for standard input")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line: the only form there is"
        )
        parser.add_argument(
            "--baseline", type=_count, metavar="N", help="the first N points of each segment set its limits"
        )
        parser.add_argument(
            "--break",
            dest="breaks",
            action="append",
            type=_day,
            default=[],
            metavar="DATE",
            help="the first point of a new segment; may be given again",
        )
        parser.add_argument(
            "--no-screening", action="store_true", help="keep very wide moving ranges in the average"
        )
        parser.add_argument(
            "--short", action="store_true", help=f"compute limits of fewer than {MINIMUM} points all the same"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Analyse, print, and end with the exit code."""
        try:
            points = points_of(_data(options["file"]), str(options["file"]))
            for line in lines(points, options):
                self.stdout.write(line)
        except Unreadable as trouble:
            self.stderr.write(str(trouble))
            sys.exit(REFUSED)
        except (Wrong, BrokenPipeError):
            raise
        except Exception:
            _log.exception("The command failed")
            sys.exit(FAILED)


def lines(points: Sequence[Point], options: dict[str, Any]) -> Iterator[str]:
    """A JSON object for each point, in the file's order."""
    readings: list[Reading | None] = [None] * len(points)
    for places in by_series(points):
        days = [points[place].day for place in places]
        found = analyse(
            [points[place].value for place in places],
            breaks={bisect_left(days, day) for day in options["breaks"]},
            screening=not options["no_screening"],
            minimum=_SHORT if options["short"] else MINIMUM,
            baseline=options["baseline"],
        )
        for place, reading in zip(places, found, strict=True):
            readings[place] = reading
    write = _Writer()
    for point, one in zip(points, readings, strict=True):
        if one is not None:
            yield write.line(point, one)


class _Writer:
    """Writes points as JSON. What many points share is written once: a segment's limits, a date, a series' name."""

    def __init__(self) -> None:
        self._limits: dict[tuple[int, int], str] = {}
        self._kept: list[Reading] = []
        self._text = lru_cache(maxsize=10_000)(partial(json.dumps, ensure_ascii=False))

    def line(self, point: Point, one: Reading) -> str:
        """One JSON object: {"series", "date", "value", "mean", "lower", "upper", "special"}."""
        return (
            f'{{"series": {self._text(point.series)}, "date": {self._text(point.written)}, '
            f'"value": {_number(point.value)}, {self._of_segment(one)}, "special": "{one.special.value}"}}'
        )

    def _of_segment(self, one: Reading) -> str:
        """Mean and limits, which the points of a segment share as the same objects."""
        shared = (id(one.mean), id(one.lower))
        if shared not in self._limits:
            self._kept.append(one)  # so that no other object gets its id
            mean, lower, upper = map(_rounded, (one.mean, one.lower, one.upper))
            self._limits[shared] = f'"mean": {mean}, "lower": {lower}, "upper": {upper}'
        return self._limits[shared]


def _number(value: Decimal | None) -> str:
    """The value as JSON writes it: whole as whole."""
    if value is None:
        return "null"
    number = float(value)
    return str(int(value)) if number.is_integer() else repr(number)


def _rounded(value: Fraction | None) -> str:
    """The nearest double: computed exactly, rounded once."""
    return "null" if value is None else repr(float(value))


def _data(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Wrong(f"{path} could not be opened: {trouble.strerror}.") from None


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < _SHORT:
        raise ArgumentTypeError(f"“{text}” is no number of points; give {_SHORT} or more.")
    return number


def _day(text: str) -> date:
    try:
        return day_of(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no date; write it like 2013-04-01.") from None
