"""Who was trained: different frontline staff in six months, by agency and profession, and who has not been reached."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min

from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Standing
from training.models import Course, Learner, Session
from training.permissions import can_see_training, numbers_of
from training.queries.counted import (
    Narrowed,
    came_in,
    professions_of,
    seated,
    sessions_of,
    staff_numbers,
)
from training.rules import counting
from training.rules.people import (
    Came,
    Reach,
    Window,
    councillors,
    half_end,
    half_years,
    not_reached,
    people,
    reach_by_agency,
    reach_by_profession,
    six_months_to,
)

STAFF, COUNCILLORS = "staff", "councillors"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see. `half` is the first day of a half-year; None: the six months up to today."""

    half: date | None = None
    agency: str = ""
    profession: str = ""
    course: int | None = None
    audience: str = STAFF

    @property
    def window(self) -> Window:
        """The six months asked for."""
        if self.half is None:
            return six_months_to(clock.today())
        return Window(self.half, half_end(self.half))

    @property
    def narrowed(self) -> bool:
        """Whether it is some people only, of whom no share of anything is known."""
        return bool(self.agency or self.profession or self.course)


@dataclass(frozen=True, slots=True)
class Trained:
    """Different people who came in six months, and how many places they took; by agency and by profession.

    `waiting` are sessions held whose attendance lists are not closed: nobody in them is counted yet.
    """

    window: Window
    people: int
    places: int
    agencies: tuple[Reach, ...]
    professions: tuple[Reach, ...]
    waiting: tuple[str, ...]

    @property
    def agencies_not_reached(self) -> tuple[str, ...]:
        """Agencies from which nobody came."""
        return not_reached(self.agencies)

    @property
    def professions_not_reached(self) -> tuple[str, ...]:
        """Professions of which nobody came."""
        return not_reached(self.professions)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader may narrow the numbers to: (value, words) each."""

    halves: tuple[Window, ...]
    agencies: tuple[tuple[str, str], ...]
    professions: tuple[tuple[str, str], ...]
    courses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody behind the number: who, of where, when last; an erased person goes by a random name."""

    words: str
    agency: str
    profession: str
    on: date
    times: int


def trained_at(board_id: int, window: Window) -> Trained:
    """The numbers of a whole board, for a report or a front page. Who may see them is asked by whoever calls."""
    return _counted(board_id, Asked(), window, None)


def trained(by: Standing, asked: Asked) -> Trained:
    """The numbers as this person may see them: an agency's lead those of the own agency."""
    can_see_training(by).demand()
    return _counted(by.board_id, asked, asked.window, numbers_of(by))


def _counted(board_id: int, asked: Asked, window: Window, only: frozenset[int] | None) -> Trained:
    came = came_in(board_id, window, _narrowed(asked, only))
    found = councillors(came, window) if asked.audience == COUNCILLORS else people(came, window)
    everyone = tuple(found.values())
    places = sum(one.person in found for one in came)
    in_all, parts = ({}, {}) if asked.narrowed else staff_numbers(board_id, window.last)
    listed = () if asked.narrowed or asked.audience == COUNCILLORS else seated(board_id, window.last, only)
    jobs = [one.name for one in professions_of(board_id) if one.code != COUNCILLORS]
    return Trained(
        window=window,
        people=len(found),
        places=places,
        agencies=reach_by_agency(everyone, listed, in_all),
        professions=reach_by_profession(everyone, () if not listed or only is not None else jobs, parts),
        waiting=tuple(
            one.reference for one in sessions_of(board_id, window) if one.standing is counting.Standing.OPEN
        ),
    )


def _narrowed(asked: Asked, only: frozenset[int] | None) -> Narrowed:
    narrowed = Narrowed(agencies=only, profession=asked.profession, course=asked.course)
    if not asked.agency:
        return narrowed
    wanted = frozenset(Agency.objects.filter(code=asked.agency).values_list("pk", flat=True))
    return replace(narrowed, agencies=wanted if only is None else wanted & only)


def names(by: Standing, asked: Asked) -> tuple[Name, ...]:
    """The people behind the number, by agency and name. Who may see names is asked by the page before."""
    window = asked.window
    came = came_in(by.board_id, window, _narrowed(asked, None))
    found = councillors(came, window) if asked.audience == COUNCILLORS else people(came, window)
    times: dict[int, int] = {}
    for one in came:
        times[one.person] = times.get(one.person, 0) + 1
    known = Learner.objects.in_bulk(found)
    listed = [_name(known[person], last, times[person]) for person, last in found.items()]
    return tuple(sorted(listed, key=lambda one: (one.agency, one.words)))


def _name(learner: Learner, last: Came, times: int) -> Name:
    return Name(str(learner), last.agency, last.profession, last.on, times)


def choices(by: Standing) -> Choices:
    """What this person may narrow the numbers to."""
    only = numbers_of(by)
    first = Session.objects.filter(board_id=by.board_id).aggregate(first=Min("starts"))["first"]
    agencies = Agency.objects.filter(seats__board_id=by.board_id)
    if only is not None:
        agencies = agencies.filter(pk__in=only)
    return Choices(
        halves=half_years(first.astimezone(clock.LONDON).date(), clock.today()) if first else (),
        agencies=tuple(agencies.distinct().order_by("name").values_list("code", "name")),
        professions=tuple((one.code, one.name) for one in professions_of(by.board_id)),
        courses=tuple(
            (str(one.number), f"{one.reference} {one.title}")
            for one in Course.objects.filter(board_id=by.board_id)
        ),
    )
