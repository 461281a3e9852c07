"""Versions of the standards: every one of a board, and one with what it takes up of earlier ones."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from registers.models import Standard, StandardSet


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard with its prompts, and what it takes up of earlier versions."""

    standard: Standard
    prompts: tuple[str, ...]
    takes_up: tuple[Standard, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version: its standards in order, what of the version before none of them takes up, and what was changed."""

    version: StandardSet
    rows: tuple[StandardRow, ...]
    dropped: tuple[Standard, ...]
    record: tuple[Line, ...]


def standard_sets(standing: Standing) -> tuple[StandardSet, ...]:
    """The board's versions, the latest first, each with how many standards it has (`many`)."""
    rows = _sets(standing).annotate(
        many=Count("standards", distinct=True), asks=Count("cycles", distinct=True)
    )
    return tuple(rows.order_by("-version"))


def version_seen(standing: Standing, version: int) -> StandardSet | None:
    """The board's version of this number."""
    return _sets(standing).filter(version=version).first()


def standard_seen(standing: Standing, version: int, number: int) -> Standard | None:
    """One standard of a version."""
    rows = Standard.objects.filter(standards__board_id=standing.board_id, standards__version=version)
    return rows.select_related("standards").filter(number=number).first()


def version_page(standing: Standing, version: StandardSet) -> VersionPage:
    """The page of a version."""
    found = version.standards.order_by("number").prefetch_related("takes_up__earlier__standards")
    rows = tuple(
        StandardRow(
            one,
            tuple(one.prompts.splitlines()),
            tuple(walk.earlier for walk in one.takes_up.all()),
        )
        for one in found
    )
    taken = {earlier.pk for row in rows for earlier in row.takes_up}
    dropped = tuple(one for one in before(standing, version) if one.pk not in taken) if taken else ()
    return VersionPage(version, rows, dropped, lines_about(standing, "standard_set", version.pk))


def before(standing: Standing, version: StandardSet) -> tuple[Standard, ...]:
    """The standards of the version before, in order: what this one may take up."""
    rows = Standard.objects.filter(
        standards__board_id=standing.board_id, standards__version=version.version - 1
    )
    return tuple(rows.select_related("standards").order_by("number"))


def _sets(standing: Standing) -> QuerySet[StandardSet]:
    return StandardSet.objects.filter(board_id=standing.board_id)


def taken_up(standard: Standard) -> list[int]:
    """What a standard takes up of earlier versions, by id."""
    return list(standard.takes_up.values_list("earlier_id", flat=True))
