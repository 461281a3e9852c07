"""Agencies: their kinds, their names, their seats at boards."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, AgencyAlias, AgencyKind, Board, Seat
from agencies.rules.kinds import KINDS
from agencies.rules.standing import Actor


@transaction.atomic
def set_kinds(*, by: Actor) -> dict[str, AgencyKind]:
    """Enter the kinds of agency the law and the sector know, with their dates; returns all by code.

    By what right one that is there is asked stays as a board has set it.
    """
    kinds: dict[str, AgencyKind] = {}
    for kind in KINDS:
        facts = {"name": kind.name, "statutory": kind.statutory, "since": kind.since, "until": kind.until}
        kinds[kind.code], _ = AgencyKind.objects.update_or_create(
            code=kind.code,
            defaults=facts,
            create_defaults=facts | {"duty": kind.duty, "basis": kind.basis, "kindly": kind.kindly},
        )
    for kind in KINDS:
        if kind.followed_by:
            AgencyKind.objects.filter(code=kind.code).update(followed_by=kinds[kind.followed_by])
    record.enter(
        by=by,
        verb="agencies.set_kinds",
        kind="agency kinds",
        reference="all",
        words=f"Entered {len(kinds)} kinds of agency.",
    )
    return kinds


@transaction.atomic
def add(*, code: str, name: str, kind: AgencyKind, by: Actor, aliases: Iterable[str] = ()) -> Agency:
    """Add an agency and the other names people write for it."""
    agency = Agency.objects.create(code=code, name=name, kind=kind)
    AgencyAlias.objects.bulk_create(AgencyAlias(agency=agency, name=alias) for alias in aliases)
    record.enter(
        by=by, verb="agencies.add", kind="agency", reference=agency.pk, words=f"Added the agency “{name}”."
    )
    return agency


@transaction.atomic
def seat(*, agency: Agency, board: Board, statutory: bool, since: date, by: Actor) -> Seat:
    """Seat an agency at a board from a day."""
    seat = Seat.objects.create(agency=agency, board=board, statutory=statutory, since=since)
    record.enter(
        by=by,
        verb="agencies.seat",
        kind="seat",
        reference=seat.pk,
        board_code=board.code,
        words=f"Seated {agency.name} at {board.name} from {since:%-d %B %Y}.",
    )
    return seat
