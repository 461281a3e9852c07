"""Series in a CSV file, for analysts: `series,date,value`, a row a point, an empty value for one that is missing."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

HEADINGS = ("series", "date", "value")
#: Numbers of so many digits are refused: nothing measured has them.
_DIGITS = 100
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ].*)?")


class Unreadable(ValueError):
    """The file cannot be read as series; says which line, what it says and what to write."""


class _Amiss(ValueError):
    """What is wrong with a row, to be said after the file's name and the line."""


class Point(NamedTuple):
    """One row of the file: which series, the date as it was written and as a day, the value or None."""

    series: str
    written: str
    day: date
    value: Decimal | None


def points_of(data: bytes, name: str) -> tuple[Point, ...]:
    """Every point in the file's order. Raises `Unreadable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = data[: trouble.start].count(b"\n") + 1
        raise Unreadable(f"{name}, line {line}: not UTF-8 text. Save the file as “CSV UTF-8”.") from None
    rows = csv.reader(io.StringIO(text, newline=""))
    points, days = [], dict[str, date]()
    try:
        cells = itemgetter(*_places(next(rows, []), name))
        for row in filter(any, rows):  # a line of nothing but commas is as blank as an empty one
            points.append(_point(row, cells, days))
    except csv.Error as trouble:
        raise Unreadable(f"{name}, line {rows.line_num}: {trouble}.") from None
    except _Amiss as trouble:
        raise Unreadable(f"{name}, line {rows.line_num}{trouble}") from None
    if not points:
        raise Unreadable(f"{name} holds no point: write one row a point under {','.join(HEADINGS)}.")
    return tuple(points)


def day_of(written: str) -> date:
    """The day a date such as 2013-04-01 or 2013-04 (its first) names; ValueError when it names none."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        raise ValueError(f"“{written}” is no date.")
    return date(int(found[1]), int(found[2]), int(found[3] or 1))


def by_series(points: Sequence[Point]) -> Iterator[list[int]]:
    """The places of each series' points in the order of their dates. Raises `Unreadable` when two share a date."""
    days = [point.day for point in points]
    places: dict[str, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        places[point.series].append(place)
    for series, own in places.items():
        own.sort(key=days.__getitem__)
        for one, other in pairwise(own):
            if days[one] == days[other]:
                raise Unreadable(
                    f"The series “{series}” has two points on {points[one].written}: remove one of them."
                )
        yield own


def _places(headings: Sequence[str], name: str) -> tuple[int, int, int]:
    known = [one.strip().lower() for one in headings]
    missing = [one for one in HEADINGS if one not in known]
    if missing:
        said = ",".join(headings)[:80]
        raise Unreadable(
            f"{name}, line 1: no column is headed {' or '.join(missing)}; it says “{said}”. "
            f"Head the columns {','.join(HEADINGS)}."
        )
    return known.index("series"), known.index("date"), known.index("value")


def _point(
    row: Sequence[str], cells: Callable[[Sequence[str]], tuple[str, ...]], days: dict[str, date]
) -> Point:
    """The row as a point. Raises `_Amiss`."""
    try:
        series, written, said = cells(row)
    except IndexError:
        raise _Amiss(f": “{','.join(row)[:80]}” has too few columns.") from None
    day = days.get(written)
    if day is None:
        try:
            day = days[written] = day_of(written)
        except ValueError:
            raise _Amiss(f", column date: “{written}” is no date. Write it like 2013-04-01.") from None
    said = said.strip()
    return Point(series, written, day, _number(said) if said else None)


def _number(said: str) -> Decimal:
    """Raises `_Amiss`. Decimal also takes 1_000 and the digits of other scripts: we do not."""
    try:
        value = Decimal(said if said.isascii() and "_" not in said else "")
    except InvalidOperation:
        raise _Amiss(
            f", column value: “{said[:80]}” is no number. Write digits alone, or nothing for a missing point."
        ) from None
    if not value.is_finite():
        raise _Amiss(f", column value: “{said[:80]}” is no number. Leave it empty where it is missing.")
    if len(said) >= _DIGITS or abs(value.adjusted()) >= _DIGITS:
        raise _Amiss(f", column value: “{said[:80]}” has {_DIGITS} digits or more.")
    return value
