"""The tables of the registers room, one file an aggregate."""

from registers.models.action import Action, ProgressNote
from registers.models.audit import AuditedAgency, AuditGrade, CaseAudit
from registers.models.challenge import Asked, Challenge, Reply, Watch
from registers.models.chasing import ChairLetter, LetterVersion, RungReached
from registers.models.dates import DateChange
from registers.models.evidence import Evidence
from registers.models.meeting import Decision, Invited, Meeting
from registers.models.origin import OriginKind
from registers.models.risk import Control, Dismissal, Risk, RiskLink, RiskReview, Score
from registers.models.section_11 import (
    Answer,
    Assessment,
    Assignment,
    Crosswalk,
    Cycle,
    DutyWording,
    Improvement,
    Standard,
    StandardSet,
    Survey,
    SurveyPlace,
    SurveyQuestion,
    Tally,
)
from registers.models.settings import ChiefOfficer, RegisterSettings

__all__ = [
    "Action",
    "Answer",
    "Asked",
    "Assessment",
    "Assignment",
    "AuditGrade",
    "AuditedAgency",
    "CaseAudit",
    "ChairLetter",
    "Challenge",
    "ChiefOfficer",
    "Control",
    "Crosswalk",
    "Cycle",
    "DateChange",
    "Decision",
    "Dismissal",
    "DutyWording",
    "Evidence",
    "Improvement",
    "Invited",
    "LetterVersion",
    "Meeting",
    "OriginKind",
    "ProgressNote",
    "RegisterSettings",
    "Reply",
    "Risk",
    "RiskLink",
    "RiskReview",
    "RungReached",
    "Score",
    "Standard",
    "StandardSet",
    "Survey",
    "SurveyPlace",
    "SurveyQuestion",
    "Tally",
    "Watch",
]
