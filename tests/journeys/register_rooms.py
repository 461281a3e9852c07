"""What stands in the registers room of the board that the sweep over all pages looks at."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from agencies.models import Agency, Board, Person
from registers.models import Action, Asked, Assessment, Challenge, Meeting, Reply
from tests.building import BEFORE
from tests.factories import (
    ActionFactory,
    AgencyKindFactory,
    AnswerFactory,
    AskedFactory,
    AssessmentFactory,
    AssignmentFactory,
    AuditedAgencyFactory,
    AuditGradeFactory,
    CaseAuditFactory,
    ChallengeFactory,
    CrosswalkFactory,
    CycleFactory,
    DateChangeFactory,
    DecisionFactory,
    DutyWordingFactory,
    EvidenceFactory,
    ImprovementFactory,
    InvitedFactory,
    MeetingFactory,
    PersonFactory,
    ProgressNoteFactory,
    ReplyFactory,
    RungReachedFactory,
    SignedLinkFactory,
    StandardFactory,
    StandardSetFactory,
)


def registers_furnished(board: Board, health: Agency, police: Agency) -> dict[str, list[Any]]:
    """Fill the room; what its addresses may name. Of every kind of thing with a number there are 1, 2 and 3."""
    return {
        "number": [one.number for one in _actions(board, health)],
        "decision_id": [_meetings(board, health, police)],
        **_challenges(board, health, police),
        "evidence_id": [_evidence()],
        **_assessed(board, health, police),
    }


def _actions(board: Board, health: Agency) -> list[Action]:
    """Late and moved, done and to be checked, dropped."""
    late = ActionFactory(
        board=board,
        agency=health,
        number=1,
        due_on=BEFORE.last,
        origin_words="CH-29: Why are so many conferences held later than the law allows, and who will change it?",
    )
    DateChangeFactory(board=board, key=str(late.pk))
    ProgressNoteFactory(action=late)
    at = timezone.now()
    done = {"state": "complete", "completed_at": at, "completed_by": PersonFactory(), "check_on": BEFORE.last}
    dropped = {"state": "dropped", "dropped_at": at, "dropped_by": "Bridget", "dropped_why": "It moved."}
    return [
        late,
        ActionFactory(board=board, agency=health, number=2, **done),
        ActionFactory(board=board, agency=health, number=3, **dropped),
    ]


def _challenges(board: Board, health: Agency, police: Agency) -> dict[str, list[Any]]:
    """One for each number that an action has. On the first the agency owes the rest of its reply, and is late with it;
    its partner's reply waits to be judged.
    """
    replies = []
    for number in (1, 2, 3):
        challenge = ChallengeFactory(board=board, number=number, state="responded", sent_at=timezone.now())
        replies.append(ReplyFactory(asked=AskedFactory(challenge=challenge, agency=health)))
    first, due_on, lacks = replies[0], BEFORE.last, "What the districts do about it."
    judged = {"verdict": "partly", "missing": lacks, "new_due_on": due_on, "judged_at": timezone.now()}
    Reply.objects.filter(pk=first.pk).update(**judged, judged_by="Charlotte Adeyemi")
    Asked.objects.filter(pk=first.asked_id).update(verdict="partly", lacking=lacks, due_on=due_on)
    Challenge.objects.filter(pk=first.asked.challenge_id).update(due_on=due_on, rung=1)
    DateChangeFactory(board=board, kind="reply", key=str(first.asked_id), becomes_on=due_on)
    reached = {"key": str(first.asked_id), "due_on": due_on, "told": "Helen Price"}
    RungReachedFactory(board=board, agency=health, **reached)
    partner = AskedFactory(challenge=first.asked.challenge, agency=police, lead=False)
    return {
        "reply_id": [first.pk],
        "waiting_id": [ReplyFactory(asked=partner).pk],
        "asked_id": [first.asked_id],
    }


def _evidence() -> int:
    """Of the late action: one with everything, one taken back, one that was infected; the first."""
    late = Action.objects.get(number=1)
    first = EvidenceFactory(
        action=late,
        link="https://example.org/a-rather-long-address/of-a-survey/that-breaks-where-it-must?and=so-on",
        file_name="a-survey-of-those-who-use-the-desk-with-a-rather-long-name.pdf",
        file_kind="PDF",
        size=34_567,
        figure="H02: The measure H02: 50.0%, January to March 2018",
        audit=CaseAuditFactory(board=late.board, number=9),
    )
    back = {"taken_back_at": timezone.now(), "taken_back_by": "Bridget", "taken_back_why": "It was of May."}
    EvidenceFactory(action=late, **back)
    EvidenceFactory(action=late, file_name="invoice.pdf", file_kind="PDF", size=9, scan="infected")
    return int(first.pk)


def _meetings(board: Board, health: Agency, police: Agency) -> int:
    """One held, one to come, one closed, each with an audit of its number; a decision of the first."""
    days = (BEFORE.last, date(2018, 9, 12), BEFORE.first)
    for number, day in enumerate(days, start=1):
        closed = {"closed_at": timezone.now(), "closed_by": "Bridget"} if number == 3 else {}
        meeting = MeetingFactory(board=board, number=number, held_on=day, place="Town Hall", **closed)
        InvitedFactory(meeting=meeting, agency=health, came="yes", who="Helen Price", substitute=True)
        InvitedFactory(meeting=meeting, agency=police)
    first = CaseAuditFactory(board=board, number=1)
    for number, again in ((2, first), (3, None)):
        audit = CaseAuditFactory(board=board, number=number, again=again, held_on=date(2018, 4, number))
        AuditedAgencyFactory(audit=audit, agency=health)
        AuditGradeFactory(audit=audit)
    about = {
        "kind": "action",
        "key": "1",
        "about": "A-1: Open one desk that books every conference.",
        "url": "/",
    }
    held = Meeting.objects.get(board=board, number=1)
    DecisionFactory(meeting=held)
    return int(DecisionFactory(meeting=held, minute="7.2", **about).pk)


def _assessed(board: Board, health: Agency, police: Agency) -> dict[str, list[Any]]:
    """A cycle that runs, by standards that take up those before: one organisation late, one left out, one invited."""
    Agency.objects.filter(pk__in=[health.pk, police.pk]).update(
        kind=AgencyKindFactory(
            code="trust", name="Community trust", duty="section_11", basis="Children Act 2004"
        )
    )
    for agency in (health, police):
        agency.refresh_from_db()
    before = StandardFactory(standards__board=board, standards__version=1, number=1, title="Training")
    now = StandardSetFactory(board=board, version=2)
    CrosswalkFactory(earlier=before, standard=StandardFactory(standards=now, number=1, prompts="Who?\nWhen?"))
    for number in (2, 3):
        StandardFactory(standards=now, number=number)
    cycle = CycleFactory(board=board, number=1, standards=now, opens_on=BEFORE.first, due_on=BEFORE.last)
    late = AssessmentFactory(cycle=cycle, agency=health)
    left_out = {"left_out_at": timezone.now(), "left_out_by": "Bridget", "left_out_why": "It closed."}
    AssessmentFactory(cycle=cycle, agency=police, **left_out)
    charity = AssessmentFactory(
        cycle=cycle, agency__name="A charity with a rather long name", duty="invited", kindly=True
    )
    DutyWordingFactory(board=board)
    author = AssignmentFactory(assessment=late, email="a-rather-long-address-of-an-author@charity.example")
    AssignmentFactory(assessment=late, ended_at=timezone.now(), ended_by="Bridget")
    return {
        "cycle": [cycle.number],
        "version": [2],
        "standard": [1],
        "duty": ["section_11"],
        "kind_code": [health.kind.code],
        "assignment_id": [author.pk],
        **_being_written(charity, health),
    }


def _being_written(assessment: Assessment, health: Agency) -> dict[str, list[Any]]:
    """What stands in a self-assessment that these leads are writing for another organisation, and a link to it."""
    for lead in Person.objects.filter(memberships__agency=health, memberships__role="agency_lead"):
        AssignmentFactory(assessment=assessment, name=lead.name, email=lead.email, person=lead)
    answer = AnswerFactory(
        assessment=assessment,
        standard=assessment.cycle.standards.standards.get(number=1),
        score=2,
        words="A policy of 2016, known to all staff.",
        authors=["Helen Price, author at County Health"],
    )
    item = EvidenceFactory(
        action=None, answer=answer, file_name="a-policy-with-a-rather-long-name-of-2016.pdf", size=9
    )
    SignedLinkFactory(
        board=assessment.cycle.board,
        purpose="assessment",
        key=str(AssignmentFactory(assessment=assessment).pk),
        token_hash=hashlib.sha256(b"an-authors-key").hexdigest(),
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        "organisation": [assessment.agency.code],
        "part": ["an-authors-key"],
        "form": ["json"],
        "item_id": [item.pk],
        "improvement_id": [ImprovementFactory(answer=answer).pk],
    }
