"""What was said about a session or a course: who was asked, who answered, what changed. Words are for few."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from agencies.rules.standing import Standing
from training.models import Booking, Course, Evaluation, Session
from training.permissions import can_see_learners
from training.rules.bookings import State
from training.rules.evaluations import Change, Rate, Stage, change


@dataclass(frozen=True, slots=True)
class StageSummary:
    """One asking: answered of asked, and what of the answers."""

    stage: Stage
    words: str
    answered: Rate
    #: The mean of 1 to 5 how useful it was, and of how many answers; at the end only.
    useful: float | None
    useful_of: int
    #: Who said that practice changed, of those who answered; and of all who were asked.
    changed: Rate | None
    changed_of_asked: Rate | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A scale, and how it moved from before to the end or to three months on."""

    scale: str
    to: str
    change: Change


@dataclass(frozen=True, slots=True)
class Summary:
    """What was said about some sessions. `came` is how many attended; open answers only where they may be read."""

    sessions: int
    came: int
    stages: tuple[StageSummary, ...]
    moved: tuple[Moved, ...]
    open_answers: tuple[tuple[str, str], ...]


_SCALES = (("knowledge", "Knowledge"), ("confidence", "Confidence"))
_TO = ((Stage.END, "the end"), (Stage.THREE_MONTHS, "three months on"))


def of_session(standing: Standing, session: Session) -> Summary:
    """What was said about one session."""
    return _summary(standing, [session.pk])


def of_course(standing: Standing, course: Course) -> Summary:
    """What was said about every session of a course."""
    return _summary(
        standing, list(course.sessions.filter(cancelled_at__isnull=True).values_list("pk", flat=True))
    )


def course_at(standing: Standing, number: int) -> Course | None:
    """A course of this board, by its number."""
    return Course.objects.filter(board_id=standing.board_id, number=number).first()


def _summary(standing: Standing, sessions: list[int]) -> Summary:
    rows = list(
        Evaluation.objects.filter(
            booking__session_id__in=sessions, booking__session__board_id=standing.board_id
        ).order_by("pk")
    )
    by_stage: dict[str, list[Evaluation]] = defaultdict(list)
    for one in rows:
        by_stage[one.stage].append(one)
    came = Booking.objects.filter(session_id__in=sessions, state=State.ATTENDED).count()
    return Summary(
        sessions=len(sessions),
        came=came,
        stages=tuple(_stage(stage, by_stage[stage]) for stage in Stage),
        moved=tuple(
            Moved(words, to, change(_pairs(by_stage, scale, stage)))
            for scale, words in _SCALES
            for stage, to in _TO
        ),
        open_answers=_open(rows) if can_see_learners(standing) else (),
    )


def _stage(stage: Stage, rows: Iterable[Evaluation]) -> StageSummary:
    asked = list(rows)
    answered = [one for one in asked if one.answered_at]
    useful = [one.useful for one in answered if one.useful is not None]
    said = [one.changed for one in answered if one.changed is not None]
    asks_change = stage in (Stage.THREE_MONTHS, Stage.MANAGER)
    return StageSummary(
        stage=stage,
        words=Evaluation.Stage(stage.value).label,
        answered=Rate(len(answered), len(asked)),
        useful=fmean(useful) if useful else None,
        useful_of=len(useful),
        changed=Rate(sum(said), len(said)) if asks_change else None,
        changed_of_asked=Rate(sum(said), len(asked)) if asks_change else None,
    )


def _pairs(by_stage: Mapping[str, list[Evaluation]], scale: str, stage: Stage) -> list[tuple[int, int]]:
    """The two answers of each person who gave both."""
    before = {one.booking_id: getattr(one, scale) for one in by_stage[Stage.BEFORE]}
    after = {one.booking_id: getattr(one, scale) for one in by_stage[stage]}
    both = sorted(before.keys() & after.keys())
    pairs = [(before[key], after[key]) for key in both]
    return [(first, second) for first, second in pairs if first is not None and second is not None]


def _open(rows: Iterable[Evaluation]) -> tuple[tuple[str, str], ...]:
    """What was written, with when it was asked; never with who wrote it."""
    return tuple((one.get_stage_display(), one.text) for one in rows if one.text)
