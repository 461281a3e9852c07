"""What agencies owe the board, how late it is, and how each was asked for it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from agencies import thread
from agencies.models import Agency, Letter, Membership, Person
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing
from agencies.thread import Obligation
from registers.models import ChairLetter, ChiefOfficer, RungReached
from registers.queries.last_said import NOTHING, About, about
from registers.queries.section_11.awaited import asked_by_name
from registers.rules.ladder import RUNG_WORDS, Rung, days_overdue

#: Roles that answer for an agency.
LEADS = [role.value for role in Role if Permission.CHALLENGE_REPLY in BUNDLES[role].permissions]


@dataclass(frozen=True, slots=True)
class Reached:
    """One rung: when, by whom, and who was told."""

    words: str
    at: datetime
    by: str
    told: str


@dataclass(frozen=True, slots=True)
class Late:
    """One thing owed, how many working days late, the rungs it has reached, and what was said last."""

    owed: Obligation
    days: int
    rungs: tuple[Reached, ...]
    about: About


@dataclass(frozen=True, slots=True)
class AgencyOwes:
    """What one agency owes: how much, how much of it is late, the latest of it, and what was said last about that."""

    agency: Agency
    number: int
    late: int
    worst: Obligation | None
    worst_days: int
    about: About = NOTHING


@dataclass(frozen=True, slots=True)
class Told:
    """One email to one of an agency's people: the day, the person, what became of it, and why where it was refused."""

    on: date
    name: str
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """Everything for a telephone call: what is owed, who answers for it, who was asked when, who heads the agency."""

    agency: Agency
    owes: tuple[Late, ...]
    people: tuple[tuple[str, str, str], ...]
    officer: ChiefOfficer | None
    told: tuple[Told, ...]
    letters: tuple[ChairLetter, ...]


def standing_members(board_id: int, *, roles: list[str], agency_id: int | None = None) -> list[Membership]:
    """The open memberships in these roles today, of one agency where it is given, by name."""
    day = clock.today()
    found = Membership.objects.filter(
        board_id=board_id, role__in=roles, since__lte=day, person__is_active=True
    )
    found = found.filter(Q(until__isnull=True) | Q(until__gt=day)).select_related("person", "agency")
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    return list(found.order_by("person__name", "pk"))


def people_told(one: Obligation, rung: Rung) -> tuple[str, ...]:
    """The names of those a rung brings it to: the agency's leads, then its board members, then the chair.

    With the leads are told who owes it by name, and who does by a signed link, in words that name nobody.
    """
    roles = {
        Rung.LEAD: LEADS,
        Rung.MEMBER: [Role.BOARD_MEMBER.value],
        Rung.CHIEF_OFFICER: [Role.INDEPENDENT_CHAIR.value],
        Rung.BOARD_PAPER: [Role.INDEPENDENT_CHAIR.value],
    }[rung]
    agency = one.agency_id if rung <= Rung.MEMBER else None
    names = [each.person.name for each in standing_members(one.board_id, roles=roles, agency_id=agency)]
    if rung is Rung.LEAD:
        owing = Person.objects.filter(pk__in=one.people).order_by("name", "pk")
        names += [*owing.values_list("name", flat=True), *one.linked]
    return tuple(dict.fromkeys(names))


def rungs_of(board_id: int) -> dict[tuple[int, str, str, date], tuple[Reached, ...]]:
    """Every rung reached at a board, by agency, thing and missed date, from one query."""
    found: dict[tuple[int, str, str, date], list[Reached]] = defaultdict(list)
    for one in RungReached.objects.filter(board_id=board_id).order_by("rung"):
        found[one.agency_id, one.kind, one.key, one.due_on].append(
            Reached(RUNG_WORDS[Rung(one.rung)], one.reached_at, one.reached_by, one.told)
        )
    return {key: tuple(rungs) for key, rungs in found.items()}


def agencies_owing(standing: Standing) -> tuple[AgencyOwes, ...]:
    """Each agency that owes anything, the one that is latest first."""
    today, by_agency = clock.today(), defaultdict[int, list[Obligation]](list)
    for one in thread.obligations(standing.board_id):
        if one.agency_id is not None:
            by_agency[one.agency_id].append(one)
    agencies = Agency.objects.in_bulk(list(by_agency))
    found = [_owes(agencies[pk], owed, today) for pk, owed in by_agency.items()]
    told = about(standing.board_id, [one.worst for one in found if one.worst])
    found = [
        replace(one, about=told.get((one.worst.kind, one.worst.key), NOTHING)) if one.worst else one
        for one in found
    ]
    return tuple(sorted(found, key=lambda one: (-one.worst_days, -one.late, one.agency.name)))


def _owes(agency: Agency, owed: list[Obligation], today: date) -> AgencyOwes:
    late = [one for one in owed if days_overdue(one.due, today)]
    worst = min(late, key=lambda one: one.due, default=None)
    days = days_overdue(worst.due, today) if worst else 0
    return AgencyOwes(agency, len(owed), len(late), worst, days)


def agency_page(standing: Standing, agency_code: str) -> AgencyPage | None:
    """One agency at this board; None when it has no seat there and was never asked anything."""
    known = Q(seats__board_id=standing.board_id) | Q(assessments__cycle__board_id=standing.board_id)
    agency = Agency.objects.filter(known, code=agency_code).first()
    if agency is None:
        return None
    today, rungs = clock.today(), rungs_of(standing.board_id)
    owed = [one for one in thread.obligations(standing.board_id) if one.agency_id == agency.pk]
    leads = standing_members(standing.board_id, roles=LEADS, agency_id=agency.pk)
    members = standing_members(standing.board_id, roles=[Role.BOARD_MEMBER.value], agency_id=agency.pk)
    people = [*leads, *members]
    said = about(standing.board_id, owed)
    return AgencyPage(
        agency=agency,
        owes=tuple(
            Late(
                owed=one,
                days=days_overdue(one.due, today),
                rungs=rungs.get((agency.pk, one.kind, one.key, one.due), ()),
                about=said.get((one.kind, one.key), NOTHING),
            )
            for one in owed
        ),
        people=(
            *((one.person.name, BUNDLES[Role(one.role)].title, one.person.email) for one in people),
            *asked_by_name(standing.board_id, agency.pk),
        ),
        officer=ChiefOfficer.objects.filter(board_id=standing.board_id, agency=agency).first(),
        told=_told([one.person_id for one in people]),
        letters=tuple(
            ChairLetter.objects.filter(board_id=standing.board_id, agency=agency).order_by("-number")
        ),
    )


def _told(people: list[int]) -> tuple[Told, ...]:
    """The latest digests to these people, newest first."""
    found = Letter.objects.filter(person_id__in=people, day__isnull=False).select_related("person")
    return tuple(
        Told(
            one.day,
            one.person.name,
            one.get_state_display(),
            one.last_error if one.state == Letter.State.REFUSED else "",
        )
        for one in found.order_by("-day", "person__name")[:20]
        if one.day is not None and one.person is not None
    )
