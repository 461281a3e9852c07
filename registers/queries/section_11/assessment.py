"""One self-assessment as its pages and files show it: every standard with its answer, evidence and improvements."""

from dataclasses import dataclass

from registers.models import Answer, Assessment, Assignment, Evidence, Improvement, Standard
from registers.queries.section_11.earlier import Earlier, earlier_of
from registers.queries.section_11.missing import written_of
from registers.queries.section_11.parts import assignments_now
from registers.rules.section_11.answering import Written
from registers.rules.section_11.carrying import Mark, mark_of
from registers.rules.section_11.scales import Level, Scale, level
from registers.rules.section_11.states import State

#: What moderation comes to is shown here once it is finished, not on the way.
FINISHED = frozenset({State.MODERATED.value, State.AGREED.value})


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard: what it asks, what stands under it, and what stood there in the last cycle."""

    standard: Standard
    answer: Answer | None
    written: Written
    chosen: Level | None
    moderated: Level | None
    evidence: tuple[Evidence, ...]
    improvements: tuple[Improvement, ...]
    mark: Mark | None
    earlier: tuple[Answer, ...]

    @property
    def moderated_why(self) -> str:
        """Why moderation comes to another score."""
        return self.answer.moderated_why if self.answer and self.moderated else ""

    @property
    def earlier_said(self) -> tuple[tuple[Answer, str], ...]:
        """What stood there in the last cycle, each with what moderation said of it once it was finished."""
        return tuple(
            (one, one.moderated_why if one.assessment.state in FINISHED else "") for one in self.earlier
        )

    @property
    def said(self) -> str:
        """What was chosen: the level with what it means, that it does not apply, or nothing yet."""
        if self.written.not_applicable:
            return "Does not apply"
        return f"{self.chosen.word}: {self.chosen.means}" if self.chosen else "Not answered yet"

    @property
    def prompts(self) -> tuple[str, ...]:
        """What may be shown as evidence."""
        return tuple(one for one in self.standard.prompts.splitlines() if one.strip())


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """One self-assessment, whole. `earlier` is the last cycle's, where there is one."""

    assessment: Assessment
    scale: Scale
    rows: tuple[StandardRow, ...]
    people: tuple[Assignment, ...]
    earlier: Earlier | None

    def row(self, number: int) -> StandardRow | None:
        """The standard of a number."""
        return next((one for one in self.rows if one.standard.number == number), None)

    @property
    def answered(self) -> int:
        """How many standards have their choice made, with a reason where it does not apply."""
        return sum(one.written.answered for one in self.rows)

    @property
    def moderated(self) -> bool:
        """Whether a moderated score stands beside any."""
        return any(one.moderated is not None for one in self.rows)

    @property
    def may_carry(self) -> bool:
        """Whether something of the last cycle could begin an answer that is still empty."""
        return any(
            not one.written.begun and any(written_of(old).begun for old in one.earlier) for one in self.rows
        )


def assessment_page(assessment: Assessment) -> AssessmentPage:
    """All of one self-assessment. Who may read it was asked before. The same number of queries for any."""
    standards = Standard.objects.filter(standards=assessment.cycle.standards_id).order_by("number")
    found = assessment.answers.select_related("standard", "assessment").prefetch_related(
        "evidence__audit", "improvements__action", "improvements__owner"
    )
    answers = {one.standard_id: one for one in found}
    earlier = earlier_of(assessment)
    scale = Scale(assessment.cycle.scale)
    rows = tuple(_row(one, answers.get(one.pk), earlier, scale) for one in standards)
    return AssessmentPage(assessment, scale, rows, assignments_now(assessment), earlier)


def _row(standard: Standard, answer: Answer | None, earlier: Earlier | None, scale: Scale) -> StandardRow:
    written = written_of(answer) if answer else Written()
    old = earlier.forebears.get(standard.number, ()) if earlier else ()
    mark = None
    if earlier is not None:
        mark = mark_of(written, [written_of(one) for one in old], same_scale=earlier.same_scale)
    finished = answer is not None and answer.assessment.state in FINISHED
    moderated = answer.moderated_score if answer is not None and finished else None
    return StandardRow(
        standard=standard,
        answer=answer,
        written=written,
        chosen=None if written.score is None else level(scale, written.score),
        moderated=None if moderated is None else level(scale, moderated),
        evidence=tuple(answer.evidence.all()) if answer else (),
        improvements=tuple(one for one in answer.improvements.all() if one.taken_back_at is None)
        if answer
        else (),
        mark=mark,
        earlier=old,
    )
