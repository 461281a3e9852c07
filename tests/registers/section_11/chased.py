"""Self-assessments that are awaited, made in a line."""

from datetime import date, datetime

from agencies.models import Agency, Board, Person
from agencies.rules.clock import LONDON
from registers.models import Assessment, Assignment, Cycle
from tests.factories import (
    AgencyFactory,
    AgencyKindFactory,
    AssessmentFactory,
    AssignmentFactory,
    CycleFactory,
)

SENT_ON = date(2018, 4, 2)


def cycle_of(board: Board, *, due: date, name: str = "2017-18") -> Cycle:
    """A launched cycle with a day."""
    cycle: Cycle = CycleFactory(board=board, name=name, opens_on=date(2017, 1, 3), due_on=due)
    return cycle


def asked(cycle: Cycle, agency: Agency, *, state: str = "sent", **given: object) -> Assessment:
    """A self-assessment that was sent to an organisation."""
    sent = datetime(SENT_ON.year, SENT_ON.month, SENT_ON.day, 9, tzinfo=LONDON)
    found: Assessment = AssessmentFactory(
        **{
            "cycle": cycle,
            "agency": agency,
            "state": state,
            "sent_at": sent,
            "sent_by": "The office",
            **given,
        }
    )
    return found


def part(found: Assessment, name: str, *, person: Person | None = None) -> Assignment:
    """Somebody’s part in it: with an account, or by a link to an address of that part’s name."""
    email = person.email if person else f"{name}@charity.example"
    made: Assignment = AssignmentFactory(
        assessment=found, part=name, person=person, email=email, since=SENT_ON
    )
    return made


def charity(name: str = "Kingfisher Trust") -> Agency:
    """An invited organisation without a seat."""
    kind = AgencyKindFactory(name="Voluntary sector", duty="invited", kindly=True)
    found: Agency = AgencyFactory(name=name, kind=kind)
    return found
