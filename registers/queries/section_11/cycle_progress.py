"""How far a cycle has come at a board: reply rates, who has not replied, and who was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Assessment, Cycle
from registers.queries.section_11.addresses import assessment_address
from registers.rules.ladder import days_overdue
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.progress import Asked, Progress, progress
from registers.rules.section_11.states import REPLIED, STATE_WORDS, State, is_overdue


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation in a cycle: where it stands, by when, how many working days late, and its page."""

    name: str
    code: str
    kind: str
    duty: Duty
    kindly: bool
    state: State
    due: date
    late: int
    url: str

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return STATE_WORDS[self.state]

    @property
    def replied(self) -> bool:
        """Whether it is signed off, and not sent back since."""
        return self.state in REPLIED


@dataclass(frozen=True, slots=True)
class CycleProgress:
    """One cycle today. `places` are by name; `left_out` counts those that take part no longer."""

    cycle: Cycle
    progress: Progress
    places: tuple[Place, ...]
    left_out: int

    @property
    def silent(self) -> tuple[Place, ...]:
        """Who is overdue and not asked kindly: the board is told by name, the latest first."""
        late = [one for one in self.places if one.late and not one.kindly]
        return tuple(sorted(late, key=lambda one: (list(Duty).index(one.duty), -one.late, one.name)))

    @property
    def hoped_for(self) -> tuple[Place, ...]:
        """Who is asked kindly and has not replied though the day has passed: named without reproach."""
        return tuple(one for one in self.places if one.late and one.kindly)


def latest_cycle(board_id: int) -> Cycle | None:
    """The cycle launched last, closed or not; None before the first."""
    rows = Cycle.objects.filter(board_id=board_id, launched_at__isnull=False)
    return rows.select_related("standards", "board").order_by("-number").first()


def launched_cycle(standing: Standing, number: int) -> Cycle | None:
    """The launched cycle of this number at this board."""
    rows = Cycle.objects.filter(board_id=standing.board_id, number=number, launched_at__isnull=False)
    return rows.select_related("standards", "board").first()


def cycles_under_way(board_id: int) -> tuple[CycleProgress, ...]:
    """How far each cycle has come that is launched and not closed, the latest first."""
    rows = Cycle.objects.filter(board_id=board_id, launched_at__isnull=False, closed_at__isnull=True)
    return tuple(cycle_progress(one) for one in rows.select_related("standards", "board").order_by("-number"))


def cycle_progress(cycle: Cycle) -> CycleProgress:
    """How far a launched cycle has come today: from one query. Its board is at hand."""
    today = clock.today()
    rows = list(
        Assessment.objects.filter(cycle=cycle).select_related("agency__kind").order_by("agency__name", "pk")
    )
    for one in rows:
        one.cycle = cycle
    taking_part = [one for one in rows if one.left_out_at is None]
    places = tuple(_place(one, today) for one in taking_part)
    return CycleProgress(
        cycle=cycle,
        progress=progress(_asked(places), today),
        places=places,
        left_out=len(rows) - len(taking_part),
    )


def _asked(places: Iterable[Place]) -> Iterable[Asked]:
    return (Asked(one.name, one.duty, one.kind, one.state, one.due) for one in places)


def _place(one: Assessment, today: date) -> Place:
    state = State(one.state)
    return Place(
        name=one.agency.name,
        code=one.agency.code,
        kind=one.agency.kind.name,
        duty=Duty(one.duty),
        kindly=one.kindly,
        state=state,
        due=one.due_on,
        late=days_overdue(one.due_on, today) if is_overdue(state, one.due_on, today) else 0,
        url=assessment_address(one),
    )
