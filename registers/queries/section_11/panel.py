"""A cycle as its panel sees it: every self-assessment with its scores, what is far apart, what looks too good."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agencies.rules.standing import Standing
from registers.models import Answer, Assessment, Assignment, Cycle, Standard
from registers.queries.section_11.moderation import moderation_due
from registers.queries.section_11.parts import in_force
from registers.queries.section_11.scores import scored_of
from registers.rules.section_11.moderation import Scored, all_top, left_to_do
from registers.rules.section_11.parts import Part
from registers.rules.section_11.scales import Scale
from registers.rules.section_11.states import REPLIED, State


class Show(StrEnum):
    """What the panel's list is narrowed to, as the address says it."""

    CAME = "came"
    WAITING = "waiting"
    MINE = "mine"
    FAR = "far"
    TOP = "top"
    BACK = "back"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One self-assessment that came. Counts are of standards."""

    assessment: Assessment
    scored: tuple[Scored, ...]
    moderators: tuple[str, ...]
    mine: bool
    all_top: bool
    left: int
    lower: int
    higher: int
    far: int
    due: date | None

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.assessment.state)


@dataclass(frozen=True, slots=True)
class StandardCount:
    """One standard across the cycle: how many have each level, by their own score and by the one that counts."""

    number: int
    title: str
    own: Mapping[int, int]
    in_force: Mapping[int, int]
    lower: int
    higher: int
    far: int


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel's view of a cycle. `asked` counts every organisation that takes part."""

    cycle: Cycle
    scale: Scale
    asked: int
    rows: tuple[PanelRow, ...]
    standards: tuple[StandardCount, ...]
    counts: Mapping[Show, int]


def panel(standing: Standing, cycle: Cycle) -> Panel:
    """Everything that came in a cycle: five queries, however many organisations there are."""
    scale = Scale(cycle.scale)
    standards = tuple(Standard.objects.filter(standards_id=cycle.standards_id).order_by("number"))
    assessments = tuple(
        cycle.assessments.filter(left_out_at__isnull=True)
        .select_related("agency__kind", "cycle")
        .order_by("agency__name", "pk")
    )
    came = [one for one in assessments if State(one.state) in REPLIED or State(one.state) is State.SENT_BACK]
    answers = _answers(came)
    moderators = _moderators(came)
    rows = tuple(
        _row(
            one,
            tuple(answers.get((one.pk, standard.pk), Scored(own=None)) for standard in standards),
            moderators.get(one.pk, ()),
            scale,
            standing,
        )
        for one in came
    )
    return Panel(
        cycle=cycle,
        scale=scale,
        asked=len(assessments),
        rows=rows,
        standards=tuple(_count(one, place, rows) for place, one in enumerate(standards)),
        counts={show: len(narrowed(rows, show)) for show in Show},
    )


def narrowed(rows: Iterable[PanelRow], show: Show) -> tuple[PanelRow, ...]:
    """The rows somebody asked for."""
    wanted: dict[Show, Callable[[PanelRow], bool]] = {
        Show.CAME: lambda row: True,
        Show.WAITING: lambda row: row.state is State.SUBMITTED,
        Show.MINE: lambda row: row.mine,
        Show.FAR: lambda row: row.far > 0,
        Show.TOP: lambda row: row.all_top,
        Show.BACK: lambda row: row.state is State.SENT_BACK,
        Show.AGREED: lambda row: row.state is State.AGREED,
    }
    return tuple(row for row in rows if wanted[show](row))


def cycle_at(standing: Standing, number: int) -> Cycle | None:
    """The cycle of this number at this board."""
    rows = Cycle.objects.filter(board_id=standing.board_id, number=number)
    return rows.select_related("board", "standards").first()


def _answers(came: Iterable[Assessment]) -> dict[tuple[int, int], Scored]:
    rows = Answer.objects.filter(assessment__in=[one.pk for one in came])
    kept = rows.only("assessment", "standard", "score", "not_applicable", "moderated_score", "moderated_at")
    return {(one.assessment_id, one.standard_id): scored_of(one) for one in kept.order_by()}


def _moderators(came: Iterable[Assessment]) -> dict[int, tuple[Assignment, ...]]:
    rows = in_force().filter(assessment__in=[one.pk for one in came], part=Part.MODERATOR)
    found: dict[int, list[Assignment]] = defaultdict(list)
    for one in rows.order_by("name", "pk"):
        found[one.assessment_id].append(one)
    return {key: tuple(those) for key, those in found.items()}


def _row(
    assessment: Assessment,
    scored: tuple[Scored, ...],
    moderators: tuple[Assignment, ...],
    scale: Scale,
    standing: Standing,
) -> PanelRow:
    gaps = [one.gap for one in scored if one.gap]
    return PanelRow(
        assessment=assessment,
        scored=scored,
        moderators=tuple(one.name for one in moderators),
        mine=any(one.person_id == standing.person_id for one in moderators),
        all_top=all_top(scored, scale),
        left=left_to_do(scored),
        lower=sum(gap > 0 for gap in gaps),
        higher=sum(gap < 0 for gap in gaps),
        far=sum(one.is_large for one in scored),
        due=moderation_due(assessment),
    )


def _count(standard: Standard, place: int, rows: Iterable[PanelRow]) -> StandardCount:
    scored = [row.scored[place] for row in rows]
    return StandardCount(
        number=standard.number,
        title=standard.title,
        own=Counter(one.own for one in scored if one.own is not None),
        in_force=Counter(one.in_force for one in scored if one.in_force is not None),
        lower=sum((one.gap or 0) > 0 for one in scored),
        higher=sum((one.gap or 0) < 0 for one in scored),
        far=sum(one.is_large for one in scored),
    )
