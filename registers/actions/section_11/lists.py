"""A list of organisations: looked through first, added when confirmed. Nothing of the file is kept in between.

What was read goes to whoever sent it, signed and sealed for an hour, and comes back with the yes.
"""

from collections.abc import Collection
from dataclasses import astuple, dataclass

from django.core import signing
from django.db import transaction

from agencies.models import Agency, AgencyKind
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from files.errors import Unreadable
from files.reading import read_apart
from registers.actions.section_11 import assignments, organisations
from registers.actions.section_11.held import enter_of_cycle, held_cycle
from registers.imports.organisations import Known, Listed, Named, Organisation, listed_in, unread
from registers.models import Assessment, Cycle
from registers.queries.section_11.organisations import names_known
from registers.rules.section_11.columns import plain
from registers.rules.section_11.cycles import Verb
from registers.rules.section_11.parts import Part

_SALT = "registers.section_11.lists"
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of it: who is asked, how many of them are new here, what was found, and the seal."""

    listed: Listed
    sealed: str
    new: int
    #: What each organisation is, in the list's order.
    kinds: tuple[str, ...]


@transaction.atomic
def look_through(*, cycle_id: int, data: bytes, kind: AgencyKind | None, by: Standing) -> Preview:
    """Read a list without adding anybody. `kind` holds for rows that name none."""
    cycle = held_cycle(Verb.ADD, cycle_id, by)
    try:
        listed = listed_in(read_apart(data), _known(cycle, kind))
    except Unreadable as problem:
        listed = unread(problem.code, problem.message, problem.remedy)
    names = dict(AgencyKind.objects.values_list("pk", "name"))
    of = dict(
        Agency.objects.filter(pk__in=[one.agency_id for one in listed.organisations]).values_list(
            "pk", "kind_id"
        )
    )
    return Preview(
        listed=listed,
        sealed=_sealed(cycle, listed.organisations, by) if listed.sound else "",
        new=sum(one.agency_id is None for one in listed.organisations),
        kinds=tuple(
            names.get(of[one.agency_id] if one.agency_id is not None else one.kind_id or 0, "")
            for one in listed.organisations
        ),
    )


@transaction.atomic
def add(*, cycle_id: int, sealed: str, by: Standing) -> int:
    """Add the organisations of a list that was looked through, all or none; how many there were.

    Raises `Refused` for a seal that is not ours or is old, and where what was read fits no longer.
    """
    cycle = held_cycle(Verb.ADD, cycle_id, by)
    try:
        seal = signing.loads(sealed, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        raise Refused("Too much time has passed since the list was looked through. Send it again.") from None
    if seal["cycle"] != cycle.pk or seal["by"] != by.person_id:
        raise Refused("That list was looked through for another cycle.")
    rows = [
        Organisation(name, agency, kind, tuple(Named(*one) for one in named))
        for name, agency, kind, named in seal["rows"]
    ]
    known = names_known(cycle.board_id)
    for one in rows:
        if one.agency_id is None and plain(one.name) in known:
            raise Refused(f"{one.name} was entered here meanwhile. Look through the list again.")
        _add_one(cycle, one, by)
    words = f"Added {len(rows)} organisations of a list to the cycle {cycle.name}."
    enter_of_cycle(cycle, "add_list", words, by.actor, by.board_code)
    return len(rows)


def _add_one(cycle: Cycle, row: Organisation, by: Standing) -> None:
    if row.agency_id is None:
        agency = organisations.enter(row.name, AgencyKind.objects.get(pk=row.kind_id or 0), by)
    else:
        agency = Agency.objects.select_related("kind").get(pk=row.agency_id)
    there = Assessment.objects.filter(cycle=cycle, agency=agency).first()
    made = there or organisations.add(cycle_id=cycle.pk, agency=agency, by=by)
    has = set(made.assignments.filter(ended_at__isnull=True).values_list("part", "email"))
    for one in row.named:
        if (one.part, one.email) not in has:
            assignments.assign(
                assessment_id=made.pk, part=Part(one.part), name=one.name, email=one.email, by=by
            )


def _sealed(cycle: Cycle, rows: Collection[Organisation], by: Standing) -> str:
    said = {"cycle": cycle.pk, "by": by.person_id, "rows": [astuple(one) for one in rows]}
    return signing.dumps(said, salt=_SALT, compress=True)


def _known(cycle: Cycle, kind: AgencyKind | None) -> Known:
    asked = dict(cycle.assessments.values_list("agency_id", "left_out_at"))
    kinds = AgencyKind.objects.exclude(duty="")
    return Known(
        kinds={plain(name): one.pk for one in kinds for name in (one.code, one.name)},
        organisations=names_known(cycle.board_id),
        asked=frozenset(pk for pk, left in asked.items() if left is None),
        left_out=frozenset(pk for pk, left in asked.items() if left is not None),
        kind=kind.pk if kind else None,
    )
