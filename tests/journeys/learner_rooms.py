"""Sessions, who has a place in them and links that are not opened yet: for the sweep over all pages."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from agencies.models import Agency, Board
from tests.factories import (
    BookingFactory,
    CertificateFactory,
    CourseFactory,
    EvaluationFactory,
    HeadcountFactory,
    IntakeRowFactory,
    LearnerFactory,
    ProfessionFactory,
    RefresherRuleFactory,
    SessionFactory,
    SignedLinkFactory,
    TrainerFactory,
    WorkDomainFactory,
)
from training.models import Course

_KEYS = {"link": "a-learners-key", "day": "a-trainers-key"}


def learners_furnished(board: Board, health: Agency) -> dict[str, list[Any]]:
    """Fill the room; what its addresses may name. A session and a course for each number there is elsewhere."""
    profession = ProfessionFactory(board=board)
    for number in (1, 2, 3):
        course = Course.objects.filter(board=board, number=number).first() or CourseFactory(
            board=board, number=number, title=f"Working with fathers, part {number}"
        )
        session = SessionFactory(course=course, number=number, code_secret="s" * 64)
        TrainerFactory(session=session, email="tom@health.example")
        for who, state in (("Holly Visitor", "attended"), ("Paul Constable-Featherstonehaugh", "booked")):
            learner = LearnerFactory(board=board, agency=health, name=who, profession=profession)
            BookingFactory(session=session, learner=learner, state=state)
        BookingFactory(session=session, learner__agency=health, learner__name="Wendy Waits", state="waiting")
        asked = BookingFactory(session=session, learner__agency=health, state="asked")
        RefresherRuleFactory(course=course, months=1)
        came = session.bookings.get(state="attended")
        EvaluationFactory(
            booking=came, answered_at=timezone.now(), answered_by="a learner", useful=4, text="Good."
        )
    for name, purpose in (("link", "learner"), ("day", "trainer")):
        SignedLinkFactory(
            board=board,
            purpose=purpose,
            key=str(session.pk),
            token_hash=hashlib.sha256(_KEYS[name].encode()).hexdigest(),
            expires_at=timezone.now() + timedelta(days=1),
        )
    return {
        **{name: [key] for name, key in _KEYS.items()},
        "booking_id": [asked.pk],
        "intake_id": [IntakeRowFactory(intake__board=board, agency=health).intake_id],
        "learner_id": [came.learner_id],
        "profession_id": [profession.pk],
        "domain_id": [WorkDomainFactory(agency=health, domain="health.example").pk],
        "headcount_id": [HeadcountFactory(board=board, agency=health).pk],
        "word": [CertificateFactory(booking=came).word],
    }
