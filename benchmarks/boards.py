"""A board of any size, written straight into the tables: what pages and reports are measured on.

Its figures are random numbers from a fixed seed. Nothing is imported or checked on the way: only reading is
measured here.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter

from django.db import connection, transaction

from agencies.models import Agency, AgencyKind, Board, Entry, Membership, Person, Seat
from agencies.rules.roles import Role
from agencies.rules.standing import Actor
from scorecard.actions.indicators import adopt_catalogue
from scorecard.catalogue.catalogue import OWNERS
from scorecard.models import (
    Area,
    Benchmark,
    Commentary,
    Figure,
    Indicator,
    Population,
    Return,
    Submission,
    Target,
)
from scorecard.queries.comparators import ENGLAND
from scorecard.rules.figures import Polarity, Stage, Status, Unit
from scorecard.rules.numbers import rounded
from scorecard.rules.periods import Period, financial_year, quarter, term

#: The day it is, and the quarter that ended last.
TODAY = date(2018, 5, 21)
LAST = quarter(2017, 4)
AREA = "E10000014"
CHILDREN = 280_000
_SINCE = date(2000, 4, 1)
_THEN = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
_BY = Actor(None, "The benchmark")
_ALL = "all"
_REMARK = (
    "Demand rose through the winter as it does each year. We have looked at the cases behind the figure with "
    "our partners and found no single cause; the audit planned for July will say more."
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a board holds: quarters up to the last one, agencies, districts. Its indicators are the catalogue."""

    quarters: int
    agencies: int
    districts: int = 0

    def times(self, factor: int) -> "Size":
        """So many times the quarters and the agencies."""
        return Size(self.quarters * factor, self.agencies * factor, self.districts)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What figures of one board are made from: `submissions` are one an agency, by its id."""

    area: Area
    agencies: Sequence[Agency]
    quarters: Sequence[Period]
    submissions: dict[int, Submission]
    dice: random.Random


def build(code: str, size: Size) -> Board:
    """A board of this size. Where it has fewer agencies than the catalogue has owners, one owns for several."""
    area = place()
    board = Board.objects.create(code=code, name=f"The {code} board", area_code=area.code)
    agencies = seated(board, size.agencies)
    owners = {name: agencies[place % len(agencies)] for place, name in enumerate(sorted(OWNERS - {_ALL}))}
    indicators = adopt_catalogue(board=board, owners=owners, since=_SINCE, by=_BY)
    quarters = [LAST.shifted(-3 * back) for back in reversed(range(size.quarters))]
    _owe(board, agencies, quarters)
    _compare(indicators)
    _remark(indicators, agencies[0])
    _record(board, agencies, quarters)
    parts = _Parts(area, agencies, quarters, sent(board, agencies), random.Random(code))
    senders = [[one.owner] if one.owner else agencies for one in indicators]
    places = [replace(parts, area=one) for one in (area, *_districts(size.districts))]
    _write(
        one
        for indicator, theirs in zip(indicators, senders, strict=True)
        for here in places
        for sender in theirs
        for one in _figures(indicator, sender, here)
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as a board is that grew over years
    return board


def member_of(board: Board) -> Person:
    """Someone who sees every figure of the board."""
    person = Person.objects.create(email=f"member@{board.code}.example", name="Martin Okafor")
    Membership.objects.create(person=person, board=board, role=Role.BOARD_MEMBER.value, since=_SINCE)
    return person


def place() -> Area:
    """The area of every board, with each year's population; England beside it."""
    area, new = Area.objects.get_or_create(
        code=AREA, defaults={"name": "Hampshire", "kind": Area.Kind.AUTHORITY}
    )
    if new:
        Area.objects.create(code=ENGLAND, name="England", kind=Area.Kind.COUNTRY)
        Population.objects.bulk_create(
            Population(
                area=area,
                mid_year=year,
                ages="0-17",
                people=CHILDREN,
                source="Mid-year estimates",
                published_on=date(year + 1, 6, 28),
            )
            for year in range(2012, 2018)
        )
    return area


def _districts(count: int) -> list[Area]:
    return [
        Area.objects.get_or_create(
            code=f"E07{number:06}", defaults={"name": f"District {number}", "kind": Area.Kind.DISTRICT}
        )[0]
        for number in range(1, count + 1)
    ]


def seated(board: Board, count: int) -> list[Agency]:
    kind, _ = AgencyKind.objects.get_or_create(code="any", defaults={"name": "Any kind"})
    agencies = Agency.objects.bulk_create(
        Agency(code=f"{board.code}-{number}", name=f"Agency {number} of the {board.code} board", kind=kind)
        for number in range(1, count + 1)
    )
    Seat.objects.bulk_create(Seat(board=board, agency=one, since=_SINCE) for one in agencies)
    return agencies


def _owe(board: Board, agencies: Sequence[Agency], quarters: Sequence[Period]) -> None:
    """A return from everybody each quarter: accepted, but for the last ones, which are released and wait."""
    last = quarters[-1]
    Return.objects.bulk_create(
        Return(
            board=board,
            agency=agency,
            first=period.first,
            last=period.last,
            due_on=period.last,
            state=Return.State.RELEASED if period == last else Return.State.ACCEPTED,
            accepted_at=None if period == last else _THEN,
            accepted_by="" if period == last else _BY.words,
        )
        for agency in agencies
        for period in quarters
    )


def _record(board: Board, agencies: Sequence[Agency], quarters: Sequence[Period]) -> None:
    """What is left in the record by a return from everybody each quarter."""
    Entry.objects.bulk_create(
        Entry(
            board_code=board.code,
            at=_THEN,
            by=_BY.words,
            verb=verb,
            kind="return",
            reference=f"{agency.code} {period.short}",
            words=f"{agency.name}, {period.short}: {said}.",
        )
        for period in quarters
        for agency in agencies
        for verb, said in (
            ("submissions.receive", "a file received"),
            ("submissions.release", "its figures released"),
            ("returns.accept", "accepted"),
        )
    )


def _write(figures: Iterable[Figure]) -> None:
    """Copy figures into their table. They are made meanwhile, and must ask the database nothing."""
    columns = [field.attname for field in Figure._meta.concrete_fields if not field.primary_key]
    values = attrgetter(*columns)
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(f"COPY {Figure._meta.db_table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for one in figures:
            copy.write_row(values(one))


def _compare(indicators: Sequence[Indicator]) -> None:
    """A target where one side is good; and once, for all boards, England's six last years of every third."""
    Target.objects.bulk_create(
        Target(indicator=one, year=LAST.year_start, value=Decimal(60), set_at=_THEN, set_by=_BY.words)
        for one in indicators
        if one.polarity in (Polarity.HIGHER, Polarity.LOWER)
    )
    if Benchmark.objects.exists():
        return
    england = Area.objects.get(code=ENGLAND)
    Benchmark.objects.bulk_create(
        Benchmark(
            indicator_code=one.code,
            area=england,
            first=year.first,
            last=year.last,
            basis=one.basis,
            value=Decimal(50),
            status=Status.REPORTED.value,
            unit=one.unit,
            source="A published table",
            sheet="A1",
            cell=f"C{year.year_start}",
            published_on=date(year.year_start + 1, 11, 1),
            loaded_at=_THEN,
            loaded_by=_BY.words,
        )
        for one in indicators[::3]
        for year in map(financial_year, range(LAST.year_start - 5, LAST.year_start + 1))
    )


def _remark(indicators: Sequence[Indicator], other: Agency) -> None:
    """Every third indicator has a remark on its latest figure."""
    Commentary.objects.bulk_create(
        Commentary(
            indicator=one,
            agency=one.owner or other,
            first=LAST.first,
            last=LAST.last,
            text=_REMARK,
            written_at=_THEN,
            written_words="An agency lead",
        )
        for one in indicators[::3]
    )


def sent(board: Board, agencies: Sequence[Agency]) -> dict[int, Submission]:
    made = Submission.objects.bulk_create(
        Submission(
            board=board,
            agency=agency,
            origin=Submission.Origin.FILE,
            file_name="return.csv",
            stored="submissions/none",
            size=1,
            sha256=f"{agency.pk:064x}",
            received_at=_THEN,
            state=Submission.State.RELEASED,
            released_at=_THEN,
            released_by=_BY.words,
        )
        for agency in agencies
    )
    return {one.agency_id: one for one in made}


def _figures(indicator: Indicator, sender: Agency, parts: _Parts) -> Iterator[Figure]:
    """One agency's figures of one indicator: every part and period. One line in three moves at its end."""
    periods = _periods(indicator.frequency, parts.quarters)
    for breakdown in _breakdowns(indicator, parts.agencies):
        level, shift = parts.dice.uniform(60, 120), parts.dice.choice((0.7, 1.0, 1.0, 1.0, 1.0, 1.4))
        for place, period in enumerate(periods):
            moved = shift if place >= len(periods) - 3 else 1.0
            counted = Decimal(round(level * moved * parts.dice.uniform(0.85, 1.15)))
            numerator, denominator, value = _numbers(indicator, counted, parts.dice)
            yield Figure(
                indicator=indicator,
                agency=sender,
                area=parts.area,
                breakdown=breakdown,
                period_kind=period.kind.value,
                first=period.first,
                last=period.last,
                basis=indicator.basis,
                numerator=numerator,
                denominator=denominator,
                value=value,
                status=Status.REPORTED.value,
                stage=Stage.FINAL.value,
                sheet="CSV",
                cell=f"C{place + 2}",
                submission=parts.submissions[sender.pk],
            )


def _breakdowns(indicator: Indicator, agencies: Sequence[Agency]) -> list[str]:
    if not indicator.breakdown or not indicator.owner:  # what everybody reports, each reports of itself
        return [_ALL]
    values = list(indicator.breakdown_values) or [one.name for one in agencies]
    return [_ALL, *values] if indicator.unit == Unit.COUNT else values


def _periods(frequency: str, quarters: Sequence[Period]) -> list[Period]:
    """The periods of a frequency that lie wholly within the quarters."""
    if frequency == "quarter":
        return list(quarters)
    first, last = quarters[0].first, quarters[-1].last
    years = range(first.year - 1, last.year + 1)
    if frequency == "year":
        named = [financial_year(year) for year in years]
    else:
        named = [term(year, name) for year in years for name in ("autumn", "spring", "summer")]
    return [one for one in named if first <= one.first and one.last <= last]


def _numbers(
    indicator: Indicator, counted: Decimal, dice: random.Random
) -> tuple[Decimal | None, Decimal | None, Decimal]:
    """Numerator, denominator and value as the import keeps them."""
    if indicator.unit == Unit.MEDIAN:
        return None, None, counted
    if indicator.unit == Unit.COUNT:
        return counted, None, counted
    out_of = Decimal(CHILDREN if indicator.unit == Unit.RATE else dice.randint(180, 220))
    per = {Unit.PERCENT: 100, Unit.RATE: indicator.per or 10_000, Unit.MEAN: 1}[Unit(indicator.unit)]
    return counted, out_of, rounded(counted * per / out_of, 6)
