"""One self-assessment as its moderator sees it: its own score beside the moderated one, under each standard."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from agencies.queries.record import Line, lines_about
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.models import Answer, Assessment, Cycle, Evidence, Improvement, Standard
from registers.permissions.section_11 import can_do, can_keep_cycles
from registers.queries.section_11.parts import assignments_now, parts_of
from registers.queries.section_11.scores import scored_of
from registers.rules.section_11.moderation import Scored, all_top, due_by, left_to_do
from registers.rules.section_11.parts import Part
from registers.rules.section_11.scales import Scale
from registers.rules.section_11.states import State, Verb

#: What is done in moderation, in the order it is done.
VERBS = (Verb.MODERATE, Verb.AGREE, Verb.SEND_BACK, Verb.REOPEN)


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One standard: what the organisation says, what bears it out, what it will do, what moderation came to."""

    answer_id: int | None
    number: int
    title: str
    asks: str
    scored: Scored
    words: str
    why_not: str
    authors: tuple[str, ...]
    #: The score that counted in the cycle the answer was carried forward from.
    before: int | None
    moderated_why: str
    moderated_by: str
    moderated_at: datetime | None
    evidence: tuple[Evidence, ...]
    improvements: tuple[Improvement, ...]


@dataclass(frozen=True, slots=True)
class ModerationPage:
    """A self-assessment beside its moderation. `may` are the things this person may do to it now."""

    assessment: Assessment
    scale: Scale
    lines: tuple[StandardLine, ...]
    all_top: bool
    left: int
    moderators: tuple[str, ...]
    due: date | None
    may: frozenset[Verb]
    record: tuple[Line, ...]

    @property
    def far_apart(self) -> tuple[StandardLine, ...]:
        """The standards whose two scores lie far apart."""
        return tuple(one for one in self.lines if one.scored.is_large)


def moderation_page(standing: Standing, assessment: Assessment) -> ModerationPage:
    """The page of one self-assessment in moderation. As many queries for many standards as for one."""
    scale = Scale(assessment.cycle.scale)
    lines = lines_of(assessment.cycle, [assessment])[assessment.pk]
    parts = parts_of(standing, assessment)
    keeps = bool(can_keep_cycles(standing))
    scored = [one.scored for one in lines]
    return ModerationPage(
        assessment=assessment,
        scale=scale,
        lines=lines,
        all_top=all_top(scored, scale),
        left=left_to_do(scored),
        moderators=tuple(one.name for one in assignments_now(assessment) if one.part == Part.MODERATOR),
        due=moderation_due(assessment),
        may=frozenset(verb for verb in VERBS if can_do(verb, assessment, parts, keeps=keeps)),
        record=lines_about(standing, "assessment", assessment.pk),
    )


def lines_of(cycle: Cycle, assessments: Iterable[Assessment]) -> dict[int, tuple[StandardLine, ...]]:
    """What stands under each standard of a cycle in these of its self-assessments, by their ids: four queries."""
    wanted = [one.pk for one in assessments]
    answers = {
        (one.assessment_id, one.standard_id): one
        for one in Answer.objects.filter(assessment__in=wanted).select_related("carried_from")
    }
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    items = Evidence.objects.filter(answer__assessment__in=wanted, taken_back_at__isnull=True)
    for item in items.order_by("pk"):
        if item.answer_id is not None:
            evidence[item.answer_id].append(item)
    improvements: dict[int, list[Improvement]] = defaultdict(list)
    rows = Improvement.objects.filter(answer__assessment__in=wanted, taken_back_at__isnull=True)
    for one in rows.select_related("action").order_by("pk"):
        improvements[one.answer_id].append(one)
    standards = tuple(Standard.objects.filter(standards_id=cycle.standards_id).order_by("number"))
    return {
        pk: tuple(_line(one, answers.get((pk, one.pk)), evidence, improvements) for one in standards)
        for pk in wanted
    }


def moderation_due(assessment: Assessment) -> date | None:
    """The day by which it is to be moderated; None where there is nothing to moderate now."""
    if State(assessment.state) is not State.SUBMITTED or assessment.submitted_at is None:
        return None
    return due_by(
        panel_on=assessment.cycle.panel_on,
        report_on=assessment.cycle.report_on,
        submitted_on=assessment.submitted_at.astimezone(LONDON).date(),
    )


def assessment_at(standing: Standing, cycle: int, agency: str) -> Assessment | None:
    """The self-assessment of an organisation in a cycle of this board, by the cycle's number and the agency's code."""
    rows = Assessment.objects.filter(
        cycle__board_id=standing.board_id, cycle__number=cycle, agency__code=agency
    )
    return rows.select_related("cycle__board", "agency__kind").first()


def _line(
    standard: Standard,
    answer: Answer | None,
    evidence: dict[int, list[Evidence]],
    improvements: dict[int, list[Improvement]],
) -> StandardLine:
    key = answer.pk if answer else 0
    before = scored_of(answer.carried_from).in_force if answer and answer.carried_from else None
    return StandardLine(
        answer_id=answer.pk if answer else None,
        number=standard.number,
        title=standard.title,
        asks=standard.asks,
        scored=scored_of(answer),
        words=answer.words if answer else "",
        why_not=answer.why_not if answer else "",
        authors=_authors(answer.authors if answer else ()),
        before=before,
        moderated_why=answer.moderated_why if answer else "",
        moderated_by=answer.moderated_by if answer else "",
        moderated_at=answer.moderated_at if answer else None,
        evidence=tuple(evidence.get(key, ())),
        improvements=tuple(improvements.get(key, ())),
    )


def _authors(kept: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(one) for one in kept)
