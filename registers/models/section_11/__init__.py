"""The tables of Section 11: cycles and what they ask, self-assessments and their answers, and the front-line survey."""

from registers.models.section_11.answer import Answer, Improvement
from registers.models.section_11.assessment import Assessment, Assignment
from registers.models.section_11.cycle import Crosswalk, Cycle, DutyWording, Standard, StandardSet
from registers.models.section_11.survey import Survey, SurveyPlace, SurveyQuestion, Tally

__all__ = [
    "Answer",
    "Assessment",
    "Assignment",
    "Crosswalk",
    "Cycle",
    "DutyWording",
    "Improvement",
    "Standard",
    "StandardSet",
    "Survey",
    "SurveyPlace",
    "SurveyQuestion",
    "Tally",
]
