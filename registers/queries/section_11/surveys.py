"""The survey of a cycle for those who keep it, and for whoever holds an organisation's link."""

from dataclasses import dataclass

from agencies.models import Agency
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from registers.models import Cycle, Standard, Survey, SurveyPlace, SurveyQuestion
from registers.rules.section_11.survey import FEWEST


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An organisation's link. While people answer, no more is told than whether enough have."""

    place_id: int
    name: str
    word: str
    enough: bool


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """A cycle's survey as its keepers see it. `begun`: its days have come, and its questions stay as they are."""

    survey: Survey
    questions: tuple[SurveyQuestion, ...]
    places: tuple[PlaceRow, ...]
    begun: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the public page shows: whose survey it is, and the statements; or why it cannot be answered."""

    place_id: int
    board_name: str
    agency: str
    title: str
    questions: tuple[SurveyQuestion, ...]
    open: bool
    over: bool
    synthetic: bool


def survey_page(standing: Standing, cycle: Cycle) -> SurveyPage | None:
    """The survey of a cycle of this board; None where there is none yet."""
    survey = Survey.objects.filter(cycle=cycle, cycle__board_id=standing.board_id).first()
    if survey is None:
        return None
    today = clock.today()
    places = survey.places.select_related("agency").order_by("agency__name", "pk")
    return SurveyPage(
        survey=survey,
        questions=tuple(survey.questions.select_related("standard").order_by("number")),
        places=tuple(PlaceRow(one.pk, one.agency.name, one.word, one.answers >= FEWEST) for one in places),
        begun=survey.opens_on <= today,
        over=survey.closes_on < today,
    )


def asked(word: str) -> Asked | None:
    """What the link with this word asks; None where there is no such link."""
    rows = SurveyPlace.objects.filter(word=word)
    place = rows.select_related("survey__cycle__board", "agency").first()
    if place is None:
        return None
    survey, today = place.survey, clock.today()
    board = survey.cycle.board
    return Asked(
        place_id=place.pk,
        board_name=vocabulary_of(board).word(Idea.NAME, today).text,
        agency=place.agency.name,
        title=survey.title,
        questions=tuple(survey.questions.order_by("number")),
        open=survey.opens_on <= today <= survey.closes_on,
        over=survey.closes_on < today,
        synthetic=board.synthetic,
    )


def question_at(standing: Standing, cycle: Cycle, number: int) -> SurveyQuestion | None:
    """One question of the cycle's survey."""
    rows = SurveyQuestion.objects.filter(survey__cycle=cycle, survey__cycle__board_id=standing.board_id)
    return rows.filter(number=number).first()


def without_link(cycle: Cycle) -> tuple[Agency, ...]:
    """The organisations of the cycle that have no link to its survey yet, by name."""
    rows = Agency.objects.filter(assessments__cycle=cycle, assessments__left_out_at__isnull=True)
    return tuple(rows.exclude(survey_places__survey__cycle=cycle).order_by("name", "pk"))


def standards_of(cycle: Cycle) -> tuple[Standard, ...]:
    """The standards a question can be about."""
    return tuple(Standard.objects.filter(standards_id=cycle.standards_id).order_by("number"))
