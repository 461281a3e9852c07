"""Learners by name, for the training coordinator alone: the list, one person, and everything held of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from agencies.models import Letter, Person, SignedLink
from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Booking, Evaluation, Learner
from training.rules.bookings import STATE_WORDS, State

A_PAGE = 50
#: A search shows so many: whoever is not among them needs more of the name.
MOST_FOUND = 100


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner in a list."""

    learner_id: int
    name: str
    email: str
    agency: str
    profession: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Had:
    """One booking of somebody's, by whichever entry it was made."""

    session: str
    number: int
    course: str
    on: date
    agency: str
    profession: str
    state: str
    why: str
    manager: str
    booked_at: datetime
    booked_by: str


@dataclass(frozen=True, slots=True)
class Said:
    """One evaluation of somebody's."""

    course: str
    on: date
    stage: str
    asked_at: datetime
    answered_at: datetime | None
    knowledge: int | None
    confidence: int | None
    useful: int | None
    changed: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """Everything held of one person: entries and addresses, bookings, evaluations, letters, links."""

    learner: Learner
    #: Other entries that were found to be the same person.
    others: tuple[Learner, ...]
    bookings: tuple[Had, ...]
    evaluations: tuple[Said, ...]
    #: Day, subject and state of each letter, and purpose, day and last day of each link, sent to their addresses.
    letters: tuple[tuple[date, str, str], ...]
    links: tuple[tuple[str, date, date], ...]


def learners_of(
    standing: Standing, *, page: str | int | None = 1
) -> "tuple[Page[Learner], tuple[LearnerRow, ...]]":
    """The board's learners by name: a page of them. Whoever was erased is not among them."""
    found = Paginator(_listed(standing), A_PAGE).get_page(page)
    return found, _rows(found)


def learners_called(standing: Standing, words: str) -> tuple[LearnerRow, ...]:
    """Those whose name, address or random name holds these words."""
    said = words.strip()
    like = Q(name__icontains=said) | Q(email__icontains=said) | Q(pseudonym__iexact=said)
    return _rows(_listed(standing).filter(like)[:MOST_FOUND]) if said else ()


def learner_seen(standing: Standing, learner_id: int) -> Learner | None:
    """One learner of this board; of an entry found to be another's, the one who stays."""
    rows = Learner.objects.filter(board_id=standing.board_id).select_related(
        "board", "agency", "profession", "merged_into"
    )
    found = rows.filter(pk=learner_id).first()
    return rows.get(pk=found.merged_into_id) if found is not None and found.merged_into_id else found


def held_of(learner: Learner) -> Held:
    """Everything held of a person. The caller has settled that it may be seen."""
    others = tuple(learner.merged.order_by("pk"))
    entries = (learner, *others)
    addresses = [one.email for one in entries if one.email]
    links = SignedLink.objects.filter(board_id=learner.board_id, email__in=addresses).order_by("pk")
    return Held(
        learner=learner,
        others=others,
        bookings=_bookings(entries),
        evaluations=_evaluations(entries),
        letters=tuple(
            (_day(one.written_on), one.subject, one.get_state_display()) for one in letters_of(entries)
        ),
        links=tuple((one.purpose, _day(one.sent_at), _day(one.expires_at)) for one in links),
    )


def letters_of(entries: Iterable[Learner]) -> QuerySet[Letter]:
    """The letters about somebody's training; of those about nobody, what went to an address without an account."""
    known = tuple(entries)
    found = Q(pk__in=())
    for one in known:
        found |= Q(about__contains=[f"learner {one.pseudonym}"])
    addresses = {one.email for one in known if one.email}
    accounts = set(Person.objects.filter(email__in=addresses).values_list("email", flat=True))
    found |= Q(to__in=addresses - accounts, about=[])
    return Letter.objects.filter(found, person__isnull=True).order_by("pk")


def _bookings(entries: Iterable[Learner]) -> tuple[Had, ...]:
    rows = Booking.objects.filter(learner__in=[one.pk for one in entries]).select_related(
        "session__course", "agency", "profession"
    )
    return tuple(
        Had(
            session=one.session.reference,
            number=one.session.number,
            course=one.session.course.title,
            on=_day(one.session.starts),
            agency=one.agency.name,
            profession=one.profession.name if one.profession else "",
            state=STATE_WORDS[State(one.state)],
            why=one.ended_why,
            manager=one.manager_email,
            booked_at=one.booked_at,
            booked_by=one.booked_by,
        )
        for one in rows.order_by("-session__starts", "-pk")
    )


def _evaluations(entries: Iterable[Learner]) -> tuple[Said, ...]:
    rows = Evaluation.objects.filter(booking__learner__in=[one.pk for one in entries])
    return tuple(
        Said(
            course=one.booking.session.course.title,
            on=_day(one.booking.session.starts),
            stage=one.get_stage_display(),
            asked_at=one.asked_at,
            answered_at=one.answered_at,
            knowledge=one.knowledge,
            confidence=one.confidence,
            useful=one.useful,
            changed=one.changed,
            text=one.text,
        )
        for one in rows.select_related("booking__session__course").order_by("pk")
    )


def _listed(standing: Standing) -> QuerySet[Learner]:
    rows = Learner.objects.filter(
        board_id=standing.board_id, erased_at__isnull=True, merged_into__isnull=True
    )
    return rows.select_related("agency", "profession").annotate(many=Count("bookings")).order_by("name", "pk")


def _rows(learners: Iterable[Learner]) -> tuple[LearnerRow, ...]:
    return tuple(
        LearnerRow(
            learner_id=one.pk,
            name=one.name or one.email or one.pseudonym,
            email=one.email,
            agency=one.agency.name,
            profession=one.profession.name if one.profession else "",
            sessions=getattr(one, "many", 0),
        )
        for one in learners
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.LONDON).date()
