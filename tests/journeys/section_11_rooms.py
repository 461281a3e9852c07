"""What stands in the Section 11 pages of the board that the sweep over all pages looks at."""

from datetime import UTC, date, datetime
from typing import Any

from agencies.models import Agency, Board
from registers.models import Assessment, Cycle
from tests.factories import (
    AnswerFactory,
    AssessmentFactory,
    CycleFactory,
    ImprovementFactory,
    StandardFactory,
    SurveyFactory,
    SurveyPlaceFactory,
    SurveyQuestionFactory,
    TallyFactory,
)

_AT = datetime(2018, 5, 14, 10, tzinfo=UTC)
_TITLES = (
    "Commitment of senior leaders",
    "Services developed with children and families",
    "Allegations against those who work with children",
)


def section_11_furnished(board: Board, health: Agency, police: Agency) -> dict[str, list[Any]]:
    """A cycle with moderated self-assessments and a survey that is over; others whose survey is open, or will be."""
    cycle = _cycle(board, 11, "2016-17")
    _moderated(cycle, health, (3, 3, 3), (1, 3, 3))
    _moderated(cycle, police, (3, 2, None), (3, 2, None))
    _surveyed(cycle, health, police)
    later = _cycle(board, 12, "2018-19")
    survey = SurveyFactory(cycle=later, title="Keeping children safe: what you see at work")
    for number in (1, 2, 3):
        SurveyQuestionFactory(survey=survey, number=number)
    planned = _cycle(board, 13, "2019-20")
    to_come = SurveyFactory(cycle=planned, opens_on=date(2018, 6, 1))
    for number in (1, 2, 3):
        SurveyQuestionFactory(survey=to_come, number=number)
    return {
        "moderated_cycle": [cycle.number],
        "planned_survey": [planned.number],
        "place": [SurveyPlaceFactory(survey=survey, agency=health).word],
    }


def _cycle(board: Board, number: int, name: str) -> Cycle:
    cycle: Cycle = CycleFactory(
        board=board, number=number, name=name, panel_on=date(2018, 7, 10), standards__version=number
    )
    for place, title in enumerate(_TITLES, 1):
        StandardFactory(standards=cycle.standards, number=place, title=title, prompts="Who is it?")
    return cycle


def _moderated(
    cycle: Cycle, agency: Agency, own: tuple[int | None, ...], moderated: tuple[int | None, ...]
) -> Assessment:
    assessment: Assessment = AssessmentFactory(
        cycle=cycle,
        agency=agency,
        state="moderated",
        submitted_at=_AT,
        submitted_by="Erin Executive (Executive)",
        statement="I have read it, and it is so.",
    )
    standards = cycle.standards.standards.order_by("number")
    for standard, score, kept in zip(standards, own, moderated, strict=True):
        answer = AnswerFactory(
            assessment=assessment,
            standard=standard,
            score=score,
            not_applicable=score is None,
            why_not="It employs nobody." if score is None else "",
            words="The board discussed it in March.",
            authors=["Ada Writer, author", "Ben Writer, substitute contact"],
            moderated_score=kept,
            moderated_why="The last audit is two years old." if score != kept else "",
            moderated_at=_AT,
            moderated_by="Martin Okafor (Board member)",
        )
        ImprovementFactory(answer=answer)
    return assessment


def _surveyed(cycle: Cycle, health: Agency, police: Agency) -> None:
    """Forty answers at one organisation, four at another."""
    survey = SurveyFactory(cycle=cycle, closes_on=date(2018, 5, 18))
    places = [
        SurveyPlaceFactory(survey=survey, agency=agency, answers=number)
        for agency, number in ((health, 40), (police, 4))
    ]
    for number, standard in enumerate(cycle.standards.standards.order_by("number"), 1):
        question = SurveyQuestionFactory(survey=survey, number=number, standard=standard)
        for place in places:
            TallyFactory(question=question, place=place, choice="agree", number=place.answers - 3)
            TallyFactory(question=question, place=place, choice="do_not_know", number=3)
