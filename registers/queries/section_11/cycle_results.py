"""What came of a cycle: every signed-off self-assessment by standard, the weakest standards, what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registers.models import Answer, Assessment, Crosswalk, Cycle, Standard
from registers.queries.section_11.addresses import assessment_address
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.results import Met, as_today, met, takes_up
from registers.rules.section_11.scales import LEVELS, Level, Scale
from registers.rules.section_11.states import REPLIED, State


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands for one organisation under one standard: a level, or why there is none. `own` is its own score where
    moderation came to another; `was` the level of the cycle before, where the two can be compared."""

    level: int | None
    not_applicable: bool
    own: int | None = None
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation that replied, with a mark for each standard in order."""

    name: str
    code: str
    duty: Duty
    kind: str
    state: State
    url: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A cycle's results. `met` are in the standards' own order; `unmoderated` counts the lines not moderated yet.

    `before` is the cycle they are compared with, None where there is none, or `other_scale`: it was scored another way.
    """

    cycle: Cycle
    levels: tuple[Level, ...]
    standards: tuple[Standard, ...]
    lines: tuple[Line, ...]
    met: tuple[Met, ...]
    before: Cycle | None
    other_scale: bool
    unmoderated: int


def cycle_results(cycle: Cycle) -> Results:
    """What came of a launched cycle so far: from six queries, however many replied. Its board is at hand."""
    scale = Scale(cycle.scale)
    standards = tuple(Standard.objects.filter(standards_id=cycle.standards_id).order_by("number"))
    replied = _replied(cycle)
    answers = _answers(replied)
    before = _cycle_before(cycle)
    same = before is not None and before.scale == cycle.scale
    earlier = _earlier(before, standards) if before is not None and same else None
    scores = {
        one.agency_id: {
            key: score for key, each in answers[one.pk].items() if (score := in_force(each)) is not None
        }
        for one in replied
    }
    return Results(
        cycle=cycle,
        levels=LEVELS[scale],
        standards=standards,
        lines=tuple(_line(cycle, one, standards, answers[one.pk], earlier or {}) for one in replied),
        met=met([one.pk for one in standards], scores, levels=len(LEVELS[scale]), before=earlier),
        before=before if same else None,
        other_scale=before is not None and not same,
        unmoderated=sum(one.state == State.SUBMITTED for one in replied),
    )


def in_force(answer: Answer) -> int | None:
    """The score that counts: moderation's once there is one, else the organisation's own; None for no score."""
    return answer.score if answer.moderated_at is None else answer.moderated_score


def _replied(cycle: Cycle) -> list[Assessment]:
    rows = Assessment.objects.filter(cycle=cycle, left_out_at__isnull=True, state__in=list(REPLIED))
    return list(rows.select_related("agency__kind").order_by("agency__name", "pk"))


def _answers(replied: Sequence[Assessment]) -> Mapping[int, dict[int, Answer]]:
    """Each one's answers, by standard. Their words stay where they are."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = Answer.objects.filter(assessment__in=[one.pk for one in replied]).order_by()
    wanted = ("assessment", "standard", "score", "not_applicable", "moderated_score", "moderated_at")
    for one in rows.only(*wanted):
        found[one.assessment_id][one.standard_id] = one
    return found


def _cycle_before(cycle: Cycle) -> Cycle | None:
    rows = Cycle.objects.filter(board_id=cycle.board_id, number__lt=cycle.number, launched_at__isnull=False)
    return rows.order_by("-number").first()


def _earlier(before: Cycle, standards: Sequence[Standard]) -> dict[int, dict[int, int]]:
    """The scores of the cycle before, by organisation, under today's standards."""
    pairs = Crosswalk.objects.filter(standard__standards__board_id=before.board_id)
    then = Standard.objects.filter(standards_id=before.standards_id)
    taken = takes_up(
        [one.pk for one in standards],
        pairs.values_list("standard_id", "earlier_id"),
        then.values_list("pk", flat=True),
    )
    scores: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Answer.objects.filter(
        assessment__cycle=before,
        assessment__state__in=list(REPLIED),
        assessment__left_out_at__isnull=True,
    ).select_related("assessment")
    for one in rows.only("assessment__agency", "standard", "score", "moderated_score", "moderated_at"):
        score = in_force(one)
        if score is not None:
            scores[one.assessment.agency_id][one.standard_id] = score
    return {who: dict(as_today(each, taken)) for who, each in scores.items()}


def _line(
    cycle: Cycle,
    one: Assessment,
    standards: Sequence[Standard],
    answers: Mapping[int, Answer],
    earlier: Mapping[int, Mapping[int, int]],
) -> Line:
    one.cycle = cycle
    return Line(
        name=one.agency.name,
        code=one.agency.code,
        duty=Duty(one.duty),
        kind=one.agency.kind.name,
        state=State(one.state),
        url=assessment_address(one),
        marks=tuple(
            _mark(answers.get(each.pk), earlier.get(one.agency_id, {}).get(each.pk)) for each in standards
        ),
    )


def _mark(answer: Answer | None, was: int | None) -> Mark:
    if answer is None:
        return Mark(None, not_applicable=False)
    level = in_force(answer)
    not_applicable = level is None and (answer.not_applicable or answer.moderated_at is not None)
    return Mark(level, not_applicable, own=answer.score if answer.score != level else None, was=was)
