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
from itertools import islice
from pathlib import Path
from typing import Any

from scorecard.management.asking import FAILED, REFUSED, FileCommand, Wrong
from scorecard.management.series_file import Point, Unreadable, by_series, day_of, points_of
from scorecard.rules.variation import MINIMUM, Special, segments_of

#: The fewest points that have a moving range at all.
_SHORT = 2
#: So many lines are written at once.
_AT_ONCE = 1000
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
            for day in idle(points, options["breaks"]):
                self.stderr.write(f"The break on {day} parts no series: none has points on both sides of it.")
            told = lines(points, options)
            while some := "\n".join(islice(told, _AT_ONCE)):
                self.stdout.write(some)
        except Unreadable as trouble:
            self.stderr.write(str(trouble))
            sys.exit(REFUSED)
        except (Wrong, BrokenPipeError):
            raise
        except Exception:
            _log.exception("The command failed")
            sys.exit(FAILED)


def lines(points: Sequence[Point], options: dict[str, Any]) -> Iterator[str]:
    """A JSON object for each point, in the file's order: {"series", "date", "value", "mean", …, "special"}."""
    limits, specials = [""] * len(points), [Special.NONE] * len(points)
    for places in by_series(points):
        days = [points[place].day for place in places] if options["breaks"] else []
        for one in segments_of(
            [points[place].value for place in places],
            breaks={bisect_left(days, day) for day in options["breaks"]},
            screening=not options["no_screening"],
            minimum=_SHORT if options["short"] else MINIMUM,
            baseline=options["baseline"],
        ):
            mean, lower, upper = map(_rounded, (one.mean, one.lower, one.upper))
            shared = f'"mean": {mean}, "lower": {lower}, "upper": {upper}'
            for place, special in zip(places[one.first : one.end], one.specials, strict=True):
                limits[place], specials[place] = shared, special
    text = lru_cache(maxsize=10_000)(partial(json.dumps, ensure_ascii=False))
    for (series, written, _, value), shared, special in zip(points, limits, specials, strict=True):
        yield (
            f'{{"series": {text(series)}, "date": {text(written)}, "value": {_number(value)}, '
            f'{shared}, "special": "{special}"}}'
        )


def idle(points: Sequence[Point], breaks: Sequence[date]) -> list[date]:
    """The breaks that part no series: all points of each lie before, or all on or after."""
    spans = [(points[own[0]].day, points[own[-1]].day) for own in by_series(points)] if breaks else []
    return [day for day in breaks if not any(first < day <= last for first, last in spans)]


def _number(value: Decimal | None) -> str:
    """The value as JSON writes it, with all its digits: whole as whole, no nought at the end."""
    if value is None:
        return "null"
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


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
