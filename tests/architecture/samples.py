"""One sample of every argument an address of the portal may take, on one furnished board."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from agencies.keeping import set_apart
from agencies.models import Agency, Board, Person
from registers.models import Asked, Cycle
from reports.models import Printing
from reports.rules.document import Document, to_json
from scorecard.models import Submission
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AnswerFactory,
    AskedFactory,
    AssessmentFactory,
    AssignmentFactory,
    AuditedAgencyFactory,
    AuthorshipFactory,
    BookingFactory,
    BreakFactory,
    CaseAuditFactory,
    CertificateFactory,
    ChallengeFactory,
    CheckedRowFactory,
    CommentaryFactory,
    CommentFactory,
    ControlFactory,
    CostFactory,
    CourseFactory,
    CycleFactory,
    DecisionFactory,
    DismissalFactory,
    EvaluationFactory,
    EvidenceFactory,
    ExplanationFactory,
    FeedFactory,
    FigureFactory,
    HeadcountFactory,
    ImprovementFactory,
    IndicatorFactory,
    IntakeFactory,
    InvitationFactory,
    InvitedFactory,
    LearnerFactory,
    LessonFactory,
    LetterVersionFactory,
    MeetingFactory,
    MilestoneFactory,
    OutputFactory,
    PrintingFactory,
    ProfessionFactory,
    RecommendationFactory,
    RefresherRuleFactory,
    ReplyFactory,
    ReportFactory,
    ReportTextFactory,
    ReturnFactory,
    ReviewFactory,
    RiskLinkFactory,
    SessionFactory,
    SignedLinkFactory,
    StandardFactory,
    SubmissionFactory,
    SurveyFactory,
    SurveyPlaceFactory,
    SurveyQuestionFactory,
    TermFactory,
    TokenFactory,
    TrainerFactory,
    WorkDomainFactory,
)
from tests.registers.risky import risk_with
from tests.reports.publishing import publish
from training.models import Booking, Session


def samples(
    board: Board, health: Agency, *, health_lead: Person, analyst: Person, chair: Person
) -> dict[str, Any]:
    """One of everything an address may name: things of the board, and of County Health's."""
    indicator = IndicatorFactory(board=board, owner=health, code="X001")
    owed = ReturnFactory(board=board, agency=health, state="released")
    waiting = SubmissionFactory(board=board, agency=health, answers=owed, state=Submission.State.READY)
    waiting.stored = default_storage.save("submissions/sample", ContentFile(b"Ref,Number\n"))
    waiting.save()
    CheckedRowFactory(submission=waiting, indicator=indicator)
    FigureFactory(
        submission__board=board,
        submission__agency=health,
        indicator=indicator,
        first=date(2017, 10, 1),
        last=date(2017, 12, 31),
        value=Decimal(20),
    )
    printed = default_storage.save("reports/sample.pdf", ContentFile(b"%PDF-1.7"))
    token = "an invitation's key"
    invitation = InvitationFactory(board=board, token_hash=hashlib.sha256(token.encode()).hexdigest())
    report = ReportFactory(board=board)
    printing = PrintingFactory(
        report=report,
        number=1,
        state=Printing.State.BUILT,
        stored=printed,
        sha256="0" * 64,
        pages=1,
        data=to_json(Document("annual", "Wessex", "Annual report", "2017 to 2018", "", "", ())),
    )
    ReportTextFactory(report=report, text="A year of two halves.")
    LetterVersionFactory(letter__board=board, letter__agency=health, letter__number=1)
    asked = _asked(board, health)
    risk = risk_with(board, (date(2018, 2, 1), 4, 4), number=1)
    action = ActionFactory(board=board, agency=health, number=1)
    meeting = MeetingFactory(board=board, number=1, held_on=date(2018, 5, 15))
    InvitedFactory(meeting=meeting, agency=health)
    AuditedAgencyFactory(audit=CaseAuditFactory(board=board, number=1), agency=health)
    _restricted_review(board)
    borne_out = default_storage.save("evidence/sample", ContentFile(b"%PDF-1.7"))
    return {
        "board": board.code,
        "number": 1,
        "booking_id": _booking(board, health).pk,
        "learner_id": LearnerFactory(board=board, agency=health).pk,
        "domain_id": WorkDomainFactory(agency=health).pk,
        "profession_id": ProfessionFactory(board=board).pk,
        "headcount_id": HeadcountFactory(board=board, agency=health).pk,
        "decision_id": DecisionFactory(meeting=meeting).pk,
        "reply_id": ReplyFactory(asked=asked).pk,
        "evidence_id": EvidenceFactory(action=action, file_name="a.pdf", stored=borne_out).pk,
        "page": "privacy",
        "code": indicator.code,
        "return_id": owed.pk,
        "submission_id": waiting.pk,
        "stopped_id": _stopped(board, health).pk,
        "agency_id": health.pk,
        "agency": health.code,
        "explanation_id": ExplanationFactory(
            board=board, agency=health, indicator=indicator, submission=waiting
        ).pk,
        "break_id": BreakFactory(indicator=indicator).pk,
        "commentary_id": CommentaryFactory(indicator=indicator, agency=health).pk,
        "feed_id": FeedFactory(board=board, agency=health).pk,
        "report_id": report.pk,
        "authorship_id": AuthorshipFactory(report=report, section="foreword", author=health_lead).pk,
        "comment_id": CommentFactory(report=report, section="foreword").pk,
        "fact": "cost",
        "fact_id": CostFactory(board=board).pk,
        "output_id": OutputFactory(printing=printing, stored=printed).pk,
        "token_id": TokenFactory(board=board, agency=health).pk,
        "year": 2017,
        "section": "foreword",
        "perspective_id": indicator.perspective_id,
        "catalogue_code": "D01",
        "idea": "chair",
        "term_id": TermFactory(board=board, idea="chair").pk,
        "membership_id": analyst.memberships.get().pk,
        "invitation_id": invitation.pk,
        "uidb64": urlsafe_base64_encode(force_bytes(chair.pk)),
        "token": token,
        "kind": "csv",
        "asked_id": asked.pk,
        "link_id": RiskLinkFactory(risk=risk).pk,
        "control_id": ControlFactory(risk=risk).pk,
        "check": "no-action",
        "key": risk.pk,
        "dismissal_id": DismissalFactory(board=board).pk,
        "step": "decision",
        "lesson": 1,
        "recommendation": 1,
        "intake_id": IntakeFactory(board=board).pk,
        **_published(board),
        **_trained(board, health),
        **_assessed(board, health),
        **_being_written(board, health_lead),
    }


def _being_written(board: Board, author: Person) -> dict[str, Any]:
    """Another organisation's self-assessment, which this person is writing; a second author's link, not opened."""
    cycle = Cycle.objects.get(board=board, number=1)
    assessment = AssessmentFactory(cycle=cycle, agency__code="open-door", state="draft")
    AssignmentFactory(assessment=assessment, person=author, email=author.email)
    answer = AnswerFactory(assessment=assessment, standard=cycle.standards.standards.get())
    SignedLinkFactory(
        board=board,
        purpose="assessment",
        key=str(AssignmentFactory(assessment=assessment).pk),
        token_hash=hashlib.sha256(b"an author's key").hexdigest(),
        expires_at=datetime(2100, 1, 1, tzinfo=UTC),
    )
    return {
        "organisation": "open-door",
        "part": "an author's key",
        "form": "json",
        "item_id": EvidenceFactory(
            action=None, answer=answer, file_name="a.pdf", stored="evidence/sample"
        ).pk,
        "improvement_id": ImprovementFactory(answer=answer).pk,
    }


def _published(board: Board) -> dict[str, Any]:
    """A report that anybody may read, with a file beside its PDF."""
    report = ReportFactory(board=board, first=date(2016, 4, 1), last=date(2017, 3, 31))
    document = Document(
        "annual", board.name, "Annual report 2016 to 2017", "2016 to 2017", "", "", (), (("Code",), ("X001",))
    )
    publish(report, document=document, files=(("slides.pptx", b"PK"),))
    return {"report_kind": "annual", "period": "2016-17", "edition": 1, "name": "slides.pptx"}


def _trained(board: Board, agency: Agency) -> dict[str, Any]:
    """Links of a learner and a trainer, neither opened, and what lies behind them."""
    session = Session.objects.get(board=board, number=1)
    booking = BookingFactory(session=session, learner__board=board, learner__agency=agency, state="attended")
    keys = {"link": "a learner's key", "day": "a trainer's key"}
    for name, purpose in (("link", "learner"), ("day", "trainer")):
        SignedLinkFactory(
            board=board,
            purpose=purpose,
            key=str(session.pk),
            token_hash=hashlib.sha256(keys[name].encode()).hexdigest(),
            expires_at=datetime(2100, 1, 1, tzinfo=UTC),
        )
    return {
        **keys,
        "evaluation_id": EvaluationFactory(booking=booking).pk,
        "word": CertificateFactory(booking=booking).word,
        "trainer_id": TrainerFactory(session=session, email="tom@health.example").pk,
        "rule_id": RefresherRuleFactory(course=session.course).pk,
    }


def _assessed(board: Board, agency: Agency) -> dict[str, Any]:
    """A moderated self-assessment by standards that may be changed still, its author, and a survey yet to open."""
    agency.kind.duty = "invited"
    agency.kind.save()
    cycle = CycleFactory(board=board, number=1, standards__version=1)
    StandardFactory(standards=cycle.standards, number=1)
    assessment = AssessmentFactory(
        cycle=cycle, agency=agency, duty="invited", state="moderated", submitted_at=THE_DAY
    )
    survey = SurveyFactory(cycle=cycle, opens_on=date(2018, 5, 22))
    SurveyQuestionFactory(survey=survey, number=1)
    return {
        "cycle": 1,
        "place": SurveyPlaceFactory(survey=survey, agency=agency).word,
        "version": 1,
        "standard": 1,
        "duty": "invited",
        "kind_code": agency.kind.code,
        "assignment_id": AssignmentFactory(assessment=assessment).pk,
    }


def _restricted_review(board: Board) -> None:
    """A review to be decided on, with a lesson and a recommendation."""
    review = ReviewFactory(board=board, number=1)
    MilestoneFactory(review=review, step="decision")
    LessonFactory(review=review, number=1)
    RecommendationFactory(review=review, number=1)


def _booking(board: Board, agency: Agency) -> Booking:
    """Somebody with a place in a session to come, whose booking waits for a manager's yes."""
    session = SessionFactory(course=CourseFactory(board=board, number=1), number=1)
    made: Booking = BookingFactory(session=session, learner__agency=agency, state="asked")
    return made


def _asked(board: Board, agency: Agency) -> Asked:
    """A challenge put to the agency: a reply waits to be judged, and more is owed."""
    sent = datetime(2018, 5, 1, 9, tzinfo=UTC)
    challenge = ChallengeFactory(
        board=board, number=1, state="responded", sent_at=sent, due_on=date(2018, 5, 29)
    )
    asked: Asked = AskedFactory(challenge=challenge, agency=agency, due_on=date(2018, 5, 29))
    return asked


def _stopped(board: Board, agency: Agency) -> Submission:
    """A file held for its words."""
    data = b"Ref,Note\nH01,J.S. aged 7\n"
    where, sha256 = set_apart(data)
    held: Submission = SubmissionFactory(
        board=board,
        agency=agency,
        state=Submission.State.STOPPED,
        stored=where,
        size=len(data),
        sha256=sha256,
        checked_at=datetime(2018, 5, 21, 9, tzinfo=UTC),
    )
    return held
