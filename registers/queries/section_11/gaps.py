"""What can be begun from an answer in a self-assessment: challenges, actions and risks; the words it is frozen with."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.thread import Step
from registers.models import Answer, OriginKind
from registers.permissions.section_11 import can_see_all_assessments
from registers.queries.owners import sits
from registers.queries.section_11.scores import scored_of
from registers.rules.origins import Origin
from registers.rules.section_11.scales import Scale, level
from registers.rules.section_11.states import REPLIED, State

SECTION_11 = OriginKind.SECTION_11.value
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that something is begun from. `agency_id` is of one that has a seat; else None."""

    origin: Origin
    answer_id: int
    assessment_id: int
    agency_id: int | None
    #: What a form begins with: the standard's title, and the answer in a sentence.
    title: str
    said: str


def gap(standing: Standing, key: str) -> Gap | None:
    """The answer of this key at this person's board, once it was submitted; None where there is none to begin from."""
    if not key.isdecimal() or len(key) > 9 or not can_see_all_assessments(standing):
        return None
    answer = _answers(standing, [int(key)]).get(int(key))
    if answer is None:
        return None
    assessment = answer.assessment
    return Gap(
        origin=_origin(standing, answer),
        answer_id=answer.pk,
        assessment_id=assessment.pk,
        agency_id=assessment.agency_id if sits(assessment.agency_id, standing.board_id) else None,
        title=answer.standard.title,
        said=_words(answer),
    )


def steps_of(standing: Standing, keys: Iterable[int]) -> dict[str, Step]:
    """The answers among these as first steps of threads, by key: on the day they were submitted. One query."""
    found = {}
    for pk, answer in _answers(standing, keys).items():
        assessment, origin = answer.assessment, _origin(standing, answer)
        on = (
            assessment.submitted_at.astimezone(LONDON).date()
            if assessment.submitted_at
            else assessment.due_on
        )
        shown = origin.url if can_see_all_assessments(standing) else ""
        what = f"{assessment.agency.name}, {answer.standard}"
        found[str(pk)] = Step("self-assessment", assessment.cycle.name, what, on, "", None, "", shown)
    return found


def _answers(standing: Standing, keys: Iterable[int]) -> dict[int, Answer]:
    """Answers of this board that were submitted, sent back since or not."""
    rows = Answer.objects.filter(
        pk__in=list(keys),
        assessment__cycle__board_id=standing.board_id,
        assessment__state__in=[*REPLIED, State.SENT_BACK],
    )
    return {one.pk: one for one in rows.select_related("assessment__cycle", "assessment__agency", "standard")}


def _origin(standing: Standing, answer: Answer) -> Origin:
    assessment = answer.assessment
    page = reverse(
        "registers:section-11-moderation",
        args=[standing.board_code, assessment.cycle.number, assessment.agency.code],
    )
    return Origin(
        SECTION_11, str(answer.pk), _cut(_words(answer)), f"{page}#standard-{answer.standard.number}"
    )


def _words(answer: Answer) -> str:
    """“Section 11, 2017-18: County Health, 6. Safer recruitment: moderated 1, Begun, with much left to do”."""
    assessment, scored = answer.assessment, scored_of(answer)
    about = f"Section 11, {assessment.cycle.name}: {assessment.agency.name}, {answer.standard}"
    if scored.in_force is None:
        return about
    now = level(Scale(assessment.cycle.scale), scored.in_force)
    whose = "moderated" if scored.looked_at else "scored by itself"
    return f"{about}: {whose} {now.word}, {now.means[:1].lower()}{now.means[1:]}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
