"""A team's spreadsheet: looked through first, booked when confirmed. Nothing of the file is kept in between.

What was read goes to whoever sent it, signed and sealed for an hour, and comes back with the yes.
"""

from collections.abc import Collection
from dataclasses import astuple, dataclass

from django.core import signing

from agencies.models import Agency
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from files.errors import Unreadable
from files.reading import read_apart
from training.actions import desk
from training.actions.places import places_of
from training.imports.team import Known, Person, Team, team_in, unread
from training.models import Booking, Learner, Profession, Session
from training.permissions import can_book_some, can_see_learners
from training.queries.professions import agencies_to_book, professions_of
from training.queries.work_addresses import domains_of
from training.rules.bookings import STANDING, State
from training.rules.columns import plain

_SALT = "training.teams"
_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of it: who is booked, how many of them get a place now, what was found, and the seal."""

    team: Team
    places: int
    waiting: int
    sealed: str
    names: dict[int, str]


def look_through(
    *, session: Session, data: bytes, agency: Agency | None, profession: Profession | None, by: Standing
) -> Preview:
    """Read a spreadsheet without booking anybody."""
    can_book_some(by).demand()
    try:
        team = team_in(read_apart(data), _known(session, agency, profession, by))
    except Unreadable as problem:
        team = unread(problem.code, problem.message, problem.remedy)
    places, given = places_of(session), 0
    for one in team.people:
        if places.free_for(one.agency_id):
            places, given = places.with_one_for(one.agency_id), given + 1
    return Preview(
        team=team,
        places=given,
        waiting=len(team.people) - given,
        sealed=_sealed(session, team.people, by) if team.sound else "",
        names=dict(
            Agency.objects.filter(pk__in={one.agency_id for one in team.people}).values_list("pk", "name")
        ),
    )


def book(*, session: Session, sealed: str, by: Standing) -> list[Booking]:
    """Book a team that was looked through, all or nobody. Raises `Refused` for a seal that is not ours, or is old."""
    try:
        said = signing.loads(sealed, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        raise Refused("Too much time has passed since the file was looked through. Send it again.") from None
    if said["session"] != session.pk or said["by"] != by.person_id:
        raise Refused("That file was looked through for another session.")
    people = [Person(*one) for one in said["people"]]
    agencies = Agency.objects.in_bulk({one.agency_id for one in people})
    professions = Profession.objects.filter(board_id=by.board_id).in_bulk()
    team = [
        desk.Named(
            one.email,
            one.name,
            agencies[one.agency_id],
            professions[one.profession_id] if one.profession_id else None,
        )
        for one in people
    ]
    return desk.book_all(session_id=session.pk, team=team, by=by)


def _sealed(session: Session, people: Collection[Person], by: Standing) -> str:
    said = {"session": session.pk, "by": by.person_id, "people": [astuple(one) for one in people]}
    return signing.dumps(said, salt=_SALT, compress=True)


def _known(session: Session, agency: Agency | None, profession: Profession | None, by: Standing) -> Known:
    agencies = agencies_to_book(by)
    held = session.bookings.filter(state__in=STANDING).values_list("learner__email", "state")
    learners = (
        Learner.objects.filter(board_id=by.board_id).exclude(email="").values_list("email", "agency_id")
    )
    return Known(
        agencies={plain(name): one.pk for one in agencies for name in (one.code, one.name)},
        professions={plain(name): one.pk for one in professions_of(by) for name in (one.code, one.name)},
        held={email: State(state) for email, state in held},
        known_at=dict(learners),
        domains=None if can_see_learners(by) else {one.pk: domains_of(one.pk) for one in agencies},
        agency=agency.pk if agency else agencies[0].pk if len(agencies) == 1 else None,
        profession=profession.pk if profession else None,
    )
