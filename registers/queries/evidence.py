"""Evidence: what it is about, who may know of it, and what may be chosen as evidence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from agencies.models import Board
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict, refused
from registers.models import Action, Answer, Asked, CaseAudit, Challenge, Evidence, Reply
from registers.permissions import agencies_seen, can, can_act
from registers.permissions.section_11 import can_do
from registers.queries.actions import actions_seen
from registers.queries.section_11.addresses import assessment_address
from registers.queries.section_11.seen import answers_read
from registers.queries.section_11.writers import Writer, writer_of
from registers.queries.seen import challenges_seen
from registers.rules import actions as action_rules
from registers.rules import challenges as challenge_rules
from registers.rules.section_11 import states

About = Challenge | Reply | Action | Answer
#: Who adds evidence: with an account; under an answer of a self-assessment, whoever has a part in it.
By = Standing | Writer
#: So many items, not counting those taken back, bear one thing out.
MOST = 20


@dataclass(frozen=True, slots=True)
class Thing:
    """What evidence is about, as the record and letters name it: a challenge (for its replies too), an action, or a
    self-assessment.
    """

    kind: str
    key: int
    board: Board
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One item as a page shows it, and whether this person may take it back."""

    one: Evidence
    may_take_back: bool


def thing(about: About) -> Thing:
    """The challenge, action or self-assessment behind it."""
    if isinstance(about, Answer):
        assessment, number = about.assessment, about.standard.number
        words = f"standard {number} of {assessment.agency.name}"
        url = assessment_address(assessment, number=number)
        return Thing("assessment", assessment.pk, assessment.cycle.board, words, url)
    if isinstance(about, Action):
        url = reverse("registers:action", args=[about.board.code, about.number])
        return Thing("action", about.pk, about.board, about.reference, url)
    challenge = about.asked.challenge if isinstance(about, Reply) else about
    url = reverse("registers:challenge", args=[challenge.board.code, challenge.number])
    return Thing("challenge", challenge.pk, challenge.board, challenge.reference, url)


def about_of(evidence: Evidence) -> About:
    """What this evidence is about."""
    found = evidence.action or evidence.reply or evidence.challenge or evidence.answer
    if found is None:
        raise ValueError("Evidence is about one thing: the database says so.")
    return found


def thing_of(evidence: Evidence) -> Thing:
    """What this evidence is about, as others call it."""
    return thing(about_of(evidence))


def can_add(by: By, about: About) -> Verdict:
    """May this person add evidence to it now?"""
    if isinstance(about, Answer):
        return _can_write(by, about)
    if isinstance(by, Writer):
        return refused("A part in a self-assessment is no part in this.")
    return _can_add_to_register(by, about)


def _can_write(by: By, answer: Answer) -> Verdict:
    """May they write in the self-assessment the answer stands in?"""
    assessment = answer.assessment
    writer = by if isinstance(by, Writer) else writer_of(by, assessment)
    if writer.assessment_id != assessment.pk or writer.board_id != assessment.cycle.board_id:
        return refused("That is another organisation’s.")
    return can_do(states.Verb.WRITE, assessment, writer.parts, keeps=False)


def _can_add_to_register(standing: Standing, about: Challenge | Reply | Action) -> Verdict:
    if isinstance(about, Action):
        if about.board_id != standing.board_id:
            return refused("That is another board’s.")
        return can_act(action_rules.Verb.ADD_EVIDENCE, standing, about)
    if isinstance(about, Reply):
        asked = frozenset({about.asked.agency_id})
        return can(challenge_rules.Verb.ADD_EVIDENCE, standing, about.asked.challenge, asked)
    asked = frozenset(Asked.objects.filter(challenge=about).values_list("agency_id", flat=True))
    return can(challenge_rules.Verb.ADD_EVIDENCE, standing, about, asked)


def can_take_back(by: By, evidence: Evidence) -> Verdict:
    """May this person take it back? Who added it while more may be added, and the office whenever it must go.

    Under an answer of a self-assessment it is the organisation's: all who write there may.
    """
    about = about_of(evidence)
    if thing(about).board.pk != by.board_id:
        return refused("That is another board’s.")
    if evidence.taken_back_at is not None:
        return refused("It was taken back already.")
    if isinstance(by, Standing) and by.may(Permission.CHALLENGE_KEEP):
        return Verdict(True)
    if not isinstance(about, Answer) and evidence.sender_id != by.person_id:
        return refused("Only who added it and the business manager take evidence back.")
    return can_add(by, about)


def rows_of(standing: Standing, items: Iterable[Evidence], *, may_add: Verdict) -> tuple[EvidenceRow, ...]:
    """Items about one thing as rows. `may_add` is whether this person may add to it: asked once, not for each."""
    keeps = standing.may(Permission.CHALLENGE_KEEP)
    return tuple(
        EvidenceRow(
            one,
            one.taken_back_at is None and (keeps or (bool(may_add) and one.sender_id == standing.person_id)),
        )
        for one in items
    )


def evidence_seen(standing: Standing, evidence_id: int) -> Evidence | None:
    """One item, if this person may know of what it is about."""
    return evidence_seen_of(standing, Evidence.objects.filter(pk=evidence_id)).first()


def evidence_seen_of(standing: Standing, items: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Those of these items about what this person may know of, with what they are about."""
    challenges = challenges_seen(standing)
    replies = Q(reply__asked__challenge__in=challenges)
    own = agencies_seen(standing)
    if own is not None:  # partners read each other's replies once they are accepted
        replies &= Q(reply__asked__agency_id__in=own) | Q(reply__verdict=Asked.Verdict.ACCEPTED)
    seen = Q(challenge__in=challenges) | replies | Q(action__in=actions_seen(standing))
    return items.filter(seen | Q(answer__in=answers_read(standing))).select_related(
        "action__board",
        "challenge__board",
        "reply__asked__challenge__board",
        "answer__assessment__cycle__board",
        "answer__assessment__agency",
        "answer__standard",
        "sender",
        "audit",
    )


def reply_seen(standing: Standing, reply_id: int) -> Reply | None:
    """A reply this person may add to: their agency's, or for those who see all, any."""
    rows = Reply.objects.filter(pk=reply_id, asked__challenge__in=challenges_seen(standing))
    own = agencies_seen(standing)
    if own is not None:
        rows = rows.filter(asked__agency_id__in=own)
    return rows.select_related("asked__agency", "asked__challenge__board").first()


def audits_to_choose(standing: Standing) -> "tuple[CaseAudit, ...]":
    """The board's case audits, newest first, for those who may know of them."""
    if not standing.may(Permission.MEETINGS_SEE):
        return ()
    return tuple(CaseAudit.objects.filter(board_id=standing.board_id).order_by("-held_on", "-number"))


def held(about: About) -> int:
    """How many items bear it out, not counting those taken back."""
    field = {Action: "action", Reply: "reply", Challenge: "challenge", Answer: "answer"}[type(about)]
    return Evidence.objects.filter(**{field: about}, taken_back_at=None).count()
