"""What a survey showed once it is closed, beside what organisations say of themselves. Small groups never leave."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Answer, Assessment, Cycle, Survey, SurveyQuestion, Tally
from registers.permissions.section_11 import can_see_all_assessments
from registers.queries.section_11.scores import scored_of
from registers.rules.section_11.scales import Scale, top
from registers.rules.section_11.states import REPLIED
from registers.rules.section_11.survey import Said, shown, summed

_AGREE = frozenset({Tally.Choice.AGREE_STRONGLY, Tally.Choice.AGREE})


@dataclass(frozen=True, slots=True)
class Beside:
    """One statement: what staff said of it, and how many organisations score themselves best under its standard.

    `staff` is None where so few answered that nothing is shown. `at_best` and `scored` are 0 without a standard, and
    count organisations that submitted; `moderated_best` counts those left at the best level by the score that counts.
    """

    question: SurveyQuestion
    staff: Said | None
    at_best: int
    moderated_best: int
    scored: int

    @property
    def difference(self) -> int | None:
        """By how many percentage points more organisations say they are at their best than staff agree."""
        if self.staff is None or not self.scored:
            return None
        return (200 * self.at_best + self.scored) // (2 * self.scored) - self.staff.percent


@dataclass(frozen=True, slots=True)
class PlaceResult:
    """The staff of one organisation; `said` by question is empty where they are too few, or would give others away."""

    agency_id: int
    name: str
    said: Mapping[int, Said]
    empty: bool


@dataclass(frozen=True, slots=True)
class Results:
    """A closed survey. `answers` is None where so few answered that nothing is shown."""

    survey: Survey
    answers: int | None
    statements: tuple[Beside, ...]
    places: tuple[PlaceResult, ...]


def results(standing: Standing, cycle: Cycle) -> Results | None:
    """What the survey of a cycle showed; None while it can be answered, or where there is none. Five queries."""
    survey = Survey.objects.filter(cycle=cycle, cycle__board_id=standing.board_id).first()
    if survey is None or survey.closes_on >= clock.today() or not can_see_all_assessments(standing):
        return None
    places = tuple(survey.places.select_related("agency").order_by("agency__name", "pk"))
    may = shown({one.pk: one.answers for one in places})
    said = _said(survey)
    questions = tuple(survey.questions.select_related("standard").order_by("number"))
    best = _at_best(cycle)
    return Results(
        survey=survey,
        answers=sum(one.answers for one in places) if may.total else None,
        statements=tuple(
            Beside(
                one,
                summed([said[one.pk, place.pk] for place in places]) if may.total else None,
                *best.get(one.standard_id or 0, (0, 0, 0)),
            )
            for one in questions
        ),
        places=tuple(
            PlaceResult(
                one.agency_id,
                one.agency.name,
                {each.pk: said[each.pk, one.pk] for each in questions} if one.pk in may.places else {},
                one.answers == 0,
            )
            for one in places
        ),
    )


def staff_of(standing: Standing, assessment: Assessment) -> dict[int, tuple[tuple[str, Said], ...]]:
    """What an organisation's own staff said, statement by statement, by the number of the standard it is about.

    Empty where the survey is not over, or too few of them answered.
    """
    found = results(standing, assessment.cycle)
    place = (
        next((one for one in found.places if one.agency_id == assessment.agency_id), None) if found else None
    )
    if found is None or place is None or not place.said:
        return {}
    by_standard: dict[int, list[tuple[str, Said]]] = defaultdict(list)
    for one in found.statements:
        if one.question.standard is not None:
            by_standard[one.question.standard.number].append((one.question.text, place.said[one.question.pk]))
    return {number: tuple(those) for number, those in by_standard.items()}


def _said(survey: Survey) -> Mapping[tuple[int, int], Said]:
    """What each place said of each question. Kept here: what leaves is only what may be shown."""
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    rows = Tally.objects.filter(question__survey=survey).order_by()
    for question, place, choice, number in rows.values_list("question_id", "place_id", "choice", "number"):
        counts[question, place][choice] = number
    found: dict[tuple[int, int], Said] = defaultdict(lambda: Said(0, 0, 0))
    for key, chosen in counts.items():
        found[key] = Said(
            answers=sum(chosen.values()),
            agree=sum(number for choice, number in chosen.items() if choice in _AGREE),
            do_not_know=chosen.get(Tally.Choice.DO_NOT_KNOW, 0),
        )
    return found


def _at_best(cycle: Cycle) -> dict[int, tuple[int, int, int]]:
    """By standard: how many score themselves best, how many are left there, of how many that gave it a score."""
    scale = Scale(cycle.scale)
    rows = Answer.objects.filter(
        assessment__cycle=cycle,
        assessment__state__in=REPLIED,
        assessment__left_out_at__isnull=True,
        score__isnull=False,
    )
    found: dict[int, tuple[int, int, int]] = {}
    for one in rows.order_by():
        own, kept, of = found.get(one.standard_id, (0, 0, 0))
        scored = scored_of(one)
        found[one.standard_id] = (
            own + (scored.own == top(scale)),
            kept + (scored.in_force == top(scale)),
            of + 1,
        )
    return found
