"""Improvements of a self-assessment: what its organisation will do, who, and by when. Signed off, they are actions."""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Person
from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.follow_through import LONGEST
from registers.actions.numbering import next_number
from registers.actions.section_11.writing import answer_of, enter, taken, wrote
from registers.actions.words import line
from registers.models import Action, Answer, Assessment, Improvement, OriginKind
from registers.queries.owners import may_own
from registers.queries.section_11.addresses import assessment_address
from registers.queries.section_11.writers import Writer
from registers.rules.actions import day_ahead
from registers.rules.section_11.states import Verb

#: So many improvements stand under one standard, not counting those taken back.
MOST = 20


@transaction.atomic
def add(
    *,
    assessment_id: int,
    number: int,
    text: str,
    owner_words: str,
    due_on: date,
    by: Writer,
    owner: Person | None = None,
) -> Improvement:
    """Say what will improve under a standard, who sees to it, and by when. `owner` where they have an account."""
    assessment = taken(Verb.WRITE, assessment_id, by)
    answer = answer_of(assessment, number)
    if answer.improvements.filter(taken_back_at=None).count() >= MOST:
        raise Refused(f"There are {MOST} improvements already. Take one back that matters less.")
    told, who = _sound(text, owner_words, due_on)
    if owner is not None:
        may_own(owner, by.board_id).demand()
    improvement = Improvement.objects.create(
        answer=answer,
        text=told,
        owner=owner,
        owner_words=who,
        due_on=due_on,
        added_at=clock.now(),
        added_by=by.words,
    )
    wrote(assessment)
    words = f"Said what will improve under standard {number}, by {due_on:%-d %B %Y}."
    enter(assessment, "improve", words, by, improvement=improvement.pk)
    return improvement


@transaction.atomic
def change(
    *, improvement_id: int, text: str, owner_words: str, due_on: date, by: Writer, owner: Person | None = None
) -> Improvement:
    """Say it better, give it to somebody else or move its day: until it is an action, which has a life of its own."""
    assessment, improvement = _held(improvement_id, by)
    told, who = _sound(text, owner_words, due_on)
    if owner is not None:
        may_own(owner, by.board_id).demand()
    improvement.text, improvement.owner, improvement.owner_words, improvement.due_on = (
        told,
        owner,
        who,
        due_on,
    )
    improvement.save()
    wrote(assessment)
    number = improvement.answer.standard.number
    words = f"Changed an improvement under standard {number}, now due {due_on:%-d %B %Y}."
    enter(assessment, "change_improvement", words, by, improvement=improvement.pk)
    return improvement


@transaction.atomic
def take_back(*, improvement_id: int, by: Writer) -> Improvement:
    """Take an improvement back before it is an action. What it said stays in the history."""
    assessment, improvement = _held(improvement_id, by)
    improvement.taken_back_at, improvement.taken_back_by = clock.now(), by.words
    improvement.save(update_fields=["taken_back_at", "taken_back_by"])
    wrote(assessment)
    words = f"Took an improvement back under standard {improvement.answer.standard.number}."
    enter(assessment, "take_back_improvement", words, by, improvement=improvement.pk)
    return improvement


def become_actions(*, assessment: Assessment, by: Writer) -> tuple[Action, ...]:
    """Make each improvement that is none yet an action of its organisation, in the transaction of the sign-off."""
    rows = Improvement.objects.select_for_update(of=("self",)).filter(
        answer__assessment=assessment, taken_back_at=None, action=None
    )
    return tuple(
        _become_action(one, assessment, by)
        for one in rows.select_related("answer__standard", "owner").order_by("answer__standard__number", "pk")
    )


def _become_action(improvement: Improvement, assessment: Assessment, by: Writer) -> Action:
    cycle, agency, owner = assessment.cycle, assessment.agency, improvement.owner
    standard = improvement.answer.standard
    if owner is not None and not may_own(owner, cycle.board_id):
        owner = None
    action = Action.objects.create(
        board=cycle.board,
        number=next_number(Action, cycle.board_id),
        text=improvement.text,
        origin_kind=OriginKind.SECTION_11,
        origin_key=str(improvement.answer_id),
        origin_words=f"{cycle}: {agency.name}, standard {standard}"[:300],
        origin_url=assessment_address(assessment, number=standard.number),
        agency=agency,
        owner=owner,
        owner_words=f"{improvement.owner_words}, {agency.name}"[:200],
        due_on=improvement.due_on,
        agreed_at=clock.now(),
        agreed_by=by.words,
    )
    improvement.action = action
    improvement.save(update_fields=["action"])
    record.enter(
        by=by.actor,
        verb="actions.agree",
        kind="action",
        reference=action.pk,
        board_code=by.board_code,
        words=f"Agreed {action}, due {action.due_on:%-d %B %Y}, with {agency.name}: {action.text}",
        details={"version": action.version},
    )
    return action


def _held(improvement_id: int, by: Writer) -> tuple[Assessment, Improvement]:
    """One improvement of this self-assessment that may still be changed, with the assessment held."""
    assessment = taken(Verb.WRITE, by.assessment_id, by)
    rows = Improvement.objects.select_related("answer__standard")
    found = rows.filter(pk=improvement_id, answer__assessment=assessment).first()
    if found is None:
        raise Refused("No such improvement in this self-assessment.")
    if found.taken_back_at is not None:
        raise Refused("It was taken back already.")
    if found.action is not None:
        raise Refused(f"It is action {found.action} now, and is changed there.")
    return assessment, found


def _sound(text: str, owner_words: str, due_on: date) -> tuple[str, str]:
    """The words as they may be kept; the day is one to come."""
    told = line(text, empty="Say what will improve.", longest=LONGEST)
    who = line(owner_words, empty="Say who sees to it.")
    day_ahead(due_on, clock.today()).demand()
    return told, who


def carry(*, earlier: Answer, answer: Answer, by: Writer) -> int:
    """Carry what is still to be done under an earlier answer; one that is an action stays that same action."""
    made = 0
    for one in earlier.improvements.select_related("action").filter(taken_back_at=None):
        if one.action is not None and one.action.state != "open":
            continue
        Improvement.objects.create(
            answer=answer,
            text=one.text,
            owner=one.owner,
            owner_words=one.owner_words,
            due_on=one.action.due_on if one.action is not None else one.due_on,
            action=one.action,
            carried_from=one,
            added_at=clock.now(),
            added_by=by.words,
        )
        made += 1
    return made
