"""What a board measures, for whoever keeps it: its indicators by perspective, and all that was decided of one."""

from dataclasses import dataclass

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.catalogue import catalogue
from scorecard.catalogue.catalogue import CatalogueIndicator
from scorecard.models import Area, Break, ComparatorSet, Indicator, Perspective, SmallNumbers, Target


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator: its versions newest first, targets, breaks and what happened to it."""

    indicator: Indicator
    versions: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    breaks: tuple[Break, ...]
    record: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """All a board measures, by perspective, and what it no longer measures. `left`: how many more the catalogue has."""

    by_perspective: tuple[tuple[Perspective, tuple[Indicator, ...]], ...]
    retired: tuple[Indicator, ...]
    left: int


def measures(standing: Standing) -> Measures:
    """The board's indicators by perspective, in order, from two queries. A perspective that is retired has none."""
    day = clock.today()
    held = Indicator.objects.filter(board_id=standing.board_id, until__isnull=True).select_related("owner")
    found: dict[int, list[Indicator]] = {}
    retired = []
    codes = set()
    for one in held.order_by("order", "code"):
        codes.add(one.code)
        if one.retired_from is not None and one.retired_from <= day:
            retired.append(one)
        else:
            found.setdefault(one.perspective_id, []).append(one)
    return Measures(
        tuple(
            (perspective, tuple(found.get(perspective.pk, ())))
            for perspective in Perspective.objects.filter(board_id=standing.board_id)
            if perspective.retired_at is None or perspective.pk in found
        ),
        tuple(retired),
        sum(one.code not in codes for one in catalogue.load()),
    )


def catalogue_left(standing: Standing) -> tuple[tuple[str, tuple[CatalogueIndicator, ...]], ...]:
    """What of the starting catalogue the board has never measured, by the catalogue's own perspectives."""
    held = set(Indicator.objects.filter(board_id=standing.board_id).values_list("code", flat=True))
    left = [one for one in catalogue.load() if one.code not in held]
    by_title = (
        (way.title, tuple(one for one in left if one.perspective == way.code))
        for way in catalogue.perspectives()
    )
    return tuple((title, found) for title, found in by_title if found)


def in_catalogue(standing: Standing, code: str) -> CatalogueIndicator | None:
    """One that the board has never measured; None when the catalogue has no such one, or the board has it."""
    return next((one for _, found in catalogue_left(standing) for one in found if one.code == code), None)


def measure(standing: Standing, code: str) -> Measure | None:
    """One of the board's indicators; None when it has none of this code."""
    versions = tuple(
        Indicator.objects.filter(board_id=standing.board_id, code=code)
        .select_related("owner", "perspective", "board")
        .order_by("-version")
    )
    indicator = next((one for one in versions if one.until is None), None)
    if indicator is None:
        return None
    return Measure(
        indicator,
        versions,
        tuple(indicator.targets.order_by("-year")),
        tuple(Break.objects.filter(indicator__in=versions).order_by("-first")),
        lines_about(
            standing, "indicator", indicator.pk, also=[("indicator", one.pk) for one in versions[1:]]
        ),
    )


def break_seen(standing: Standing, break_id: int) -> Break | None:
    """A break of one of the board's indicators."""
    return (
        Break.objects.filter(pk=break_id, indicator__board_id=standing.board_id)
        .select_related("indicator")
        .first()
    )


def comparator_sets(standing: Standing) -> tuple[tuple[ComparatorSet, tuple[str, ...]], ...]:
    """The board's comparator sets, each with the names of its areas."""
    found = tuple(ComparatorSet.objects.filter(board_id=standing.board_id))
    codes = {code for one in found for code in one.area_codes}
    names = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    return tuple((one, tuple(names.get(code, code) for code in one.area_codes)) for one in found)


def small_numbers(standing: Standing) -> tuple[SmallNumbers, ...]:
    """Which counts the board hides: of all figures first, then by agency."""
    found = SmallNumbers.objects.filter(board_id=standing.board_id).select_related("agency")
    return tuple(sorted(found, key=lambda one: one.agency.name if one.agency else ""))
