"""Whether a certificate is genuine, for anybody who holds its word: the least that settles it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from training.models import Certificate
from training.rules.bookings import State


@dataclass(frozen=True, slots=True)
class Checked:
    """What is told of a certificate that is held: no name, only its first letters."""

    board_name: str
    course: str
    level: int
    hours: Decimal
    held_on: date
    initials: str
    issued_at: datetime
    synthetic: bool


def checked(word: str) -> Checked | None:
    """What the certificate with this word says; None where none is held: never issued, or its holder erased."""
    found = (
        Certificate.objects.select_related(
            "booking__session__course", "booking__session__board", "booking__learner"
        )
        .filter(word=word, booking__learner__erased_at__isnull=True, booking__state=State.ATTENDED)
        .first()
    )
    if found is None:
        return None
    session = found.booking.session
    return Checked(
        board_name=vocabulary_of(session.board).word(Idea.NAME, clock.today()).text,
        course=session.course.title,
        level=session.course.level,
        hours=session.course.hours,
        held_on=session.starts.astimezone(clock.LONDON).date(),
        initials=initials(found.booking.learner.name),
        issued_at=found.issued_at,
        synthetic=session.board.synthetic,
    )


def initials(name: str) -> str:
    """ "H. V." of “Holly Visitor”: enough to hold it against a paper that names its holder."""
    return " ".join(f"{one[0].upper()}." for one in name.replace("-", " ").split() if one)
