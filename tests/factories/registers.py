"""Factories of the registers room's models."""

from datetime import date
from decimal import Decimal

from factory import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from registers import models as registers
from tests.factories.agencies import THE_DAY, AgencyFactory, BoardFactory, PersonFactory

CHAIR = "Charlotte Adeyemi (Independent chair)"
MANAGER = "Bridget Marsh (Business manager)"


class RegisterSettingsFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)

    class Meta:
        model = registers.RegisterSettings


class ChiefOfficerFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    name = "Chris Officer"
    title = "Chief Executive"
    set_at = THE_DAY
    set_by = MANAGER

    class Meta:
        model = registers.ChiefOfficer


class ChallengeFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    title = "Why are conferences late?"
    question = "Why are one in four conferences held late, and what will change it?"
    raised_at = THE_DAY
    raised_by = CHAIR
    moved_at = THE_DAY
    moved_by = CHAIR

    class Meta:
        model = registers.Challenge


class AskedFactory(DjangoModelFactory):
    challenge = SubFactory(ChallengeFactory)
    agency = SubFactory(AgencyFactory)
    lead = True

    class Meta:
        model = registers.Asked


class ReplyFactory(DjangoModelFactory):
    asked = SubFactory(AskedFactory)
    text = "Two rooms were shut for repairs."
    replied_at = THE_DAY
    replied_by = SubFactory(PersonFactory)
    replied_words = "Helen Price (Agency lead, County Health)"

    class Meta:
        model = registers.Reply


class WatchFactory(DjangoModelFactory):
    challenge = SubFactory(ChallengeFactory)
    indicator_code = "T02"
    area_code = "E10000014"
    first = date(2018, 1, 1)
    last = date(2018, 3, 31)
    value = Decimal("68.4")
    mean = Decimal("76")
    lower = Decimal("71")
    upper = Decimal("81")
    was_out = True

    class Meta:
        model = registers.Watch


class ActionFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    text = "Open one desk that books every conference."
    agency = SubFactory(AgencyFactory)
    due_on = date(2018, 9, 28)
    agreed_at = THE_DAY
    agreed_by = CHAIR

    class Meta:
        model = registers.Action


class ProgressNoteFactory(DjangoModelFactory):
    action = SubFactory(ActionFactory)
    text = "The desk opens in June."
    noted_at = THE_DAY
    noted_by = "Helen Price (Agency lead, County Health)"

    class Meta:
        model = registers.ProgressNote


class DateChangeFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    kind = "action"
    key = "1"
    was_on = date(2018, 6, 29)
    becomes_on = date(2018, 9, 28)
    reason = "The desk waits for a lease."
    changed_at = THE_DAY
    changed_by = MANAGER

    class Meta:
        model = registers.DateChange


class EvidenceFactory(DjangoModelFactory):
    action = SubFactory(ActionFactory)
    kind = "survey"
    words = "Nine in ten staff know the desk."
    added_at = THE_DAY
    added_by = "Helen Price (Agency lead, County Health)"

    class Meta:
        model = registers.Evidence


class CaseAuditFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    theme = "Neglect"
    held_on = date(2018, 2, 6)
    cases = 12
    showed = "Chronologies are kept, and seldom read."
    recorded_at = THE_DAY
    recorded_by = MANAGER

    class Meta:
        model = registers.CaseAudit


class AuditedAgencyFactory(DjangoModelFactory):
    audit = SubFactory(CaseAuditFactory)
    agency = SubFactory(AgencyFactory)

    class Meta:
        model = registers.AuditedAgency


class AuditGradeFactory(DjangoModelFactory):
    audit = SubFactory(CaseAuditFactory)
    grade = "good"
    number = 7

    class Meta:
        model = registers.AuditGrade


class MeetingFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    held_on = date(2018, 6, 12)
    called_at = THE_DAY
    called_by = MANAGER

    class Meta:
        model = registers.Meeting


class InvitedFactory(DjangoModelFactory):
    meeting = SubFactory(MeetingFactory)
    agency = SubFactory(AgencyFactory)

    class Meta:
        model = registers.Invited


class DecisionFactory(DjangoModelFactory):
    meeting = SubFactory(MeetingFactory)
    text = "To ask County Health again in September."
    decided_at = THE_DAY
    decided_by = MANAGER

    class Meta:
        model = registers.Decision


class RiskFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    title = "Conferences are held late"
    cause = "Three teams book rooms, each in its own diary."
    event = "Conferences are held later than the law allows."
    consequence = "Children at risk wait for a plan."
    review_on = date(2018, 7, 2)
    raised_at = THE_DAY
    raised_by = MANAGER

    class Meta:
        model = registers.Risk


class ScoreFactory(DjangoModelFactory):
    risk = SubFactory(RiskFactory)
    moment = "now"
    likelihood = 4
    impact = 4
    scored_at = THE_DAY
    scored_by = MANAGER

    class Meta:
        model = registers.Score


class ControlFactory(DjangoModelFactory):
    risk = SubFactory(RiskFactory)
    text = "A weekly list of conferences to be booked."
    added_at = THE_DAY
    added_by = MANAGER

    class Meta:
        model = registers.Control


class RiskLinkFactory(DjangoModelFactory):
    risk = SubFactory(RiskFactory)
    kind = "indicator"
    key = "T02"
    linked_at = THE_DAY
    linked_by = MANAGER

    class Meta:
        model = registers.RiskLink


class RiskReviewFactory(DjangoModelFactory):
    risk = SubFactory(RiskFactory)
    text = "No change."
    next_on = date(2018, 10, 1)
    reviewed_at = THE_DAY
    reviewed_by = MANAGER

    class Meta:
        model = registers.RiskReview


class DismissalFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    check_code = "no-review"
    kind = "risk"
    key = "1"
    reason = "It is reviewed with R-02."
    dismissed_at = THE_DAY
    dismissed_by = MANAGER

    class Meta:
        model = registers.Dismissal


class RungReachedFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    kind = "reply"
    key = "1"
    reference = "CH-1"
    due_on = date(2018, 4, 30)
    rung = 1
    reached_at = THE_DAY
    reached_by = "The daily job that chases what is owed"

    class Meta:
        model = registers.RungReached


class ChairLetterFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    number = Sequence(lambda n: n + 1)
    agency = SubFactory(AgencyFactory)
    about = LazyFunction(lambda: ["CH-1"])
    drafted_at = THE_DAY
    drafted_by = "The daily job that chases what is owed"

    class Meta:
        model = registers.ChairLetter


class LetterVersionFactory(DjangoModelFactory):
    letter = SubFactory(ChairLetterFactory)
    version = SelfAttribute("letter.version")
    text = "I write about a reply that is owed."
    written_at = THE_DAY
    written_by = CHAIR

    class Meta:
        model = registers.LetterVersion
