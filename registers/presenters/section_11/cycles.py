"""Cycles of self-assessment in words: what each asks and when, its filters, and the rows of its organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.template.defaultfilters import pluralize

from agencies.rules import clock
from registers.models import Assessment, Cycle
from registers.queries.section_11.cycles import AskedRow, Counts, CycleRow, Narrowed, OwnRow, Show
from registers.rules.ladder import days_overdue
from registers.rules.section_11.cycles import STAGE_WORDS, Stage
from registers.rules.section_11.duties import DUTY_WORDS, Duty
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.scales import SCALE_WORDS, Scale
from registers.rules.section_11.states import STATE_WORDS, State

SHOW_WORDS = {
    Show.ALL: "All",
    Show.OVERDUE: "Overdue",
    Show.WAITING: "Not submitted",
    Show.CAME: "Submitted",
    Show.NOBODY: "Nobody named",
    Show.LEFT_OUT: "Left out",
}
#: What each filter says when it shows nothing.
EMPTY_WORDS = {
    Show.ALL: "No organisation is asked yet.",
    Show.OVERDUE: "None is overdue.",
    Show.WAITING: "Every organisation has submitted.",
    Show.CAME: "None has been submitted yet.",
    Show.NOBODY: "Somebody is named for each.",
    Show.LEFT_OUT: "None was left out.",
}
Filter = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class CycleWords:
    """A cycle in a list."""

    number: int
    name: str
    stage: str
    standards: str
    opens: date
    due: date
    came: str


@dataclass(frozen=True, slots=True)
class AskedWords:
    """An organisation in a cycle's list."""

    name: str
    code: str
    kind: str
    group: str
    state: str
    note: str
    late: bool
    due: date
    moved: bool


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A self-assessment that is somebody's own."""

    cycle: int
    cycle_name: str
    name: str
    code: str
    parts: str
    state: str
    note: str
    late: bool
    due: date


def cycle_words(rows: Iterable[CycleRow]) -> list[CycleWords]:
    """The rows of the list of cycles."""
    return [
        CycleWords(
            number=one.cycle.number,
            name=one.cycle.name,
            stage=STAGE_WORDS[one.stage],
            standards=str(one.cycle.standards),
            opens=one.cycle.opens_on,
            due=one.cycle.due_on,
            came=f"{one.came} of {one.asked}"
            if one.stage is not Stage.PLANNED
            else f"{one.asked} to be asked",
        )
        for one in rows
    ]


def summary(cycle: Cycle, stage: Stage, counts: Counts) -> str:
    """A cycle in one sentence."""
    asked, came = sum(counts.asked.values()), sum(counts.came.values())
    organisations = f"{asked} organisation{pluralize(asked)}"
    if stage is Stage.PLANNED:
        return f"Not launched yet. {organisations} would be asked, from {_day(cycle.opens_on)}."
    late = counts.shows[Show.OVERDUE]
    said = f"{came} of {organisations} {'has' if 1 in (came, asked) else 'have'} submitted"
    if stage is Stage.CLOSED:
        return f"{said}. The cycle is closed."
    return f"{said}; {late} {'is' if late == 1 else 'are'} overdue." if late else f"{said}; none is overdue."


def facts(cycle: Cycle) -> list[tuple[str, str]]:
    """What a cycle asks, and when."""
    days = (
        ("Opens", cycle.opens_on),
        ("Due", cycle.due_on),
        ("Challenge day", cycle.panel_on),
        ("Told to the board", cycle.report_on),
    )
    return [
        *((what, _day(day) if day else "No day yet") for what, day in days),
        ("Standards", str(cycle.standards)),
        ("Scored", SCALE_WORDS[Scale(cycle.scale)]),
    ]


def groups(counts: Counts) -> list[tuple[str, str]]:
    """How many of each group answered."""
    return [
        (DUTY_WORDS[duty], f"{counts.came[duty]} of {counts.asked[duty]}")
        for duty in Duty
        if duty in counts.asked
    ]


def show_filters(narrowed: Narrowed, counts: Counts) -> list[Filter]:
    """Which organisations are shown, as links with how many each shows."""
    return [
        (SHOW_WORDS[one], counts.shows[one], query(narrowed, show=one), one is narrowed.show)
        for one in Show
        if counts.shows[one] or one in (Show.ALL, narrowed.show)
    ]


def duty_filters(narrowed: Narrowed, counts: Counts) -> list[Filter]:
    """Which group is shown, as links."""
    offered = [duty for duty in Duty if duty in counts.asked]
    if len(offered) < 2:
        return []
    return [
        ("Every group", None, query(narrowed, duty=None), narrowed.duty is None),
        *((DUTY_WORDS[one], None, query(narrowed, duty=one), one is narrowed.duty) for one in offered),
    ]


def query(narrowed: Narrowed, **change: object) -> str:
    """The address of the same list with one thing changed."""
    show = change.get("show", narrowed.show)
    duty = change.get("duty", narrowed.duty)
    said = {"show": str(show), **({"group": str(duty)} if duty else {})}
    return f"?{urlencode(said | ({'q': narrowed.words} if narrowed.words else {}))}"


def asked_words(rows: Iterable[AskedRow]) -> list[AskedWords]:
    """The rows of a cycle's organisations."""
    return [
        AskedWords(
            name=one.assessment.agency.name,
            code=one.assessment.agency.code,
            kind=one.assessment.agency.kind.name,
            group=DUTY_WORDS[Duty(one.assessment.duty)],
            state=state_words(one.assessment, one.state),
            note=_note(one.assessment, late=one.overdue) or _nobody(one),
            late=one.overdue and not one.assessment.kindly,
            due=one.assessment.due_on,
            moved=one.assessment.due_on != one.assessment.cycle.due_on,
        )
        for one in rows
    ]


def own_words(rows: Iterable[OwnRow]) -> list[OwnWords]:
    """The rows of what is asked of somebody."""
    return [
        OwnWords(
            cycle=one.assessment.cycle.number,
            cycle_name=one.assessment.cycle.name,
            name=one.assessment.agency.name,
            code=one.assessment.agency.code,
            parts=", ".join(PART_WORDS[part] for part in Part if part in one.parts) or "Agency lead",
            state=state_words(one.assessment, one.state),
            note=_note(one.assessment, late=one.overdue),
            late=one.overdue and not one.assessment.kindly,
            due=one.assessment.due_on,
        )
        for one in rows
    ]


def state_words(assessment: Assessment, state: State) -> str:
    """Where it stands."""
    return "Left out" if assessment.left_out_at is not None else STATE_WORDS[state]


def _note(assessment: Assessment, *, late: bool) -> str:
    if not late:
        return ""
    days = days_overdue(assessment.due_on, clock.today())
    said = f"{days} working day{pluralize(days)}"
    return f"{said} past its day" if assessment.kindly else f"{said} overdue"


def _nobody(one: AskedRow) -> str:
    waits = one.assessment.left_out_at is None and one.assessment.submitted_at is None
    return "Nobody is named to write it" if waits and not one.has_writer else ""


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
