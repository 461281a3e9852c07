"""Series in a CSV file, for analysts: `series,date,value`, a row a point, an empty value for one that is missing."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

HEADINGS = ("series", "date", "value")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ].*)?")


class Unreadable(ValueError):
    """The file cannot be read as series; says which line, what it says and what to write."""


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
    places = _places(next(rows, []), name)
    points, days = [], dict[str, date]()
    try:
        for row in rows:
            if row:
                points.append(_point(row, places, days, f"{name}, line {rows.line_num}"))
    except csv.Error as trouble:
        raise Unreadable(f"{name}, line {rows.line_num}: {trouble}.") from None
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
    places: dict[str, list[int]] = defaultdict(list)
    for place, point in enumerate(points):
        places[point.series].append(place)
    for series, own in places.items():
        own.sort(key=lambda place: points[place].day)
        for one, other in pairwise(own):
            if points[one].day == points[other].day:
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


def _point(row: Sequence[str], places: tuple[int, int, int], days: dict[str, date], where: str) -> Point:
    if len(row) <= max(places):
        raise Unreadable(f"{where}: “{','.join(row)[:80]}” has too few columns.")
    series, written, said = (row[place] for place in places)
    day = days.get(written)
    if day is None:
        try:
            day = days[written] = day_of(written)
        except ValueError:
            raise Unreadable(
                f"{where}, column date: “{written}” is no date. Write it like 2013-04-01."
            ) from None
    said = said.strip()
    try:
        value = Decimal(said) if said else None
    except InvalidOperation:
        raise Unreadable(
            f"{where}, column value: “{said}” is no number. Write digits alone, or nothing for a missing point."
        ) from None
    if value is not None and not value.is_finite():
        raise Unreadable(f"{where}, column value: “{said}” is no number. Leave it empty where it is missing.")
    return Point(series, written, day, value)
