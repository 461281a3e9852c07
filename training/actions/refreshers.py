"""Refreshers: the rules by which they fall due, and writing to who is due."""

from django.db import transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from training.actions.learners import said_of
from training.actions.links import send_own
from training.actions.notices import about
from training.models import Course, Learner, Profession, RefresherRule
from training.permissions import can_keep_training
from training.queries.refreshers import Refresher, refreshers_to_tell

LONGEST = 120
#: Who writes, in the record.
JOB = Actor(None, "The portal, when it was time")


@transaction.atomic
def set_rule(*, course: Course, profession: Profession | None, months: int, by: Standing) -> RefresherRule:
    """Say after how many months somebody of a profession (or everybody else) takes a course again."""
    can_keep_training(by).demand()
    if course.board_id != by.board_id or (profession is not None and profession.board_id != by.board_id):
        raise Refused("That course or profession is another board’s.")
    if not 1 <= months <= LONGEST:
        raise Refused(f"Enter from 1 to {LONGEST} months.")
    held = RefresherRule.objects.select_for_update(of=("self",)).filter(course=course, profession=profession)
    found = held.first()
    if found is not None and found.months == months:
        raise Refused("That is the rule already.")
    rule = found or RefresherRule(board_id=by.board_id, course=course, profession=profession)
    rule.months, rule.set_at, rule.set_by = months, clock.now(), by.actor.words
    rule.save()
    _enter(rule, "set_rule", f"{_whose(rule)} take {course.title} again after {months} months.", by.actor)
    return rule


@transaction.atomic
def remove_rule(*, rule_id: int, by: Standing) -> None:
    """Take a rule away: nobody is due by it any more."""
    can_keep_training(by).demand()
    rule = (
        RefresherRule.objects.select_for_update(of=("self",))
        .select_related("course", "profession")
        .filter(pk=rule_id, board_id=by.board_id)
        .first()
    )
    if rule is None:
        raise Refused("That rule has been taken away already.")
    _enter(rule, "remove_rule", f"{_whose(rule)} need not take {rule.course.title} again.", by.actor)
    rule.delete()


def tell_due() -> int:
    """Write to everybody whose refresher is due in some weeks, once each time they took the course; how many."""
    return sum(
        _tell(board, one) for board in Board.objects.order_by("pk") for one in refreshers_to_tell(board)
    )


@transaction.atomic
def _tell(board: Board, one: Refresher) -> bool:
    Learner.objects.select_for_update(no_key=True).get(pk=one.learner.pk)
    told = {"booking": one.booking_id, "due": one.due_on.isoformat()}
    entry = {"verb": "refreshers.tell", "kind": "learner", "reference": one.learner.pseudonym}
    if record.has_been_entered(**entry, details=told):
        return False
    sent = send_own(
        board=board,
        email=one.learner.email,
        subject=f"{one.course.title}: to be refreshed by {one.due_on:%-d %B %Y}",
        words=lambda link: (
            f"Hello,\n\nYou took “{one.course.title}” on {one.last_on:%-d %B %Y}. "
            f"By {one.due_on:%-d %B %Y} it is to be refreshed. Book a place here:\n{link}\n"
        ),
        by=JOB,
        page="sessions/",
        about=(about(one.learner.pseudonym),),
    )
    if sent is None:
        return False
    record.enter(
        by=JOB,
        **entry,
        board_code=board.code,
        words=f"Told {said_of(one.learner)}, that {one.course.title} is to be refreshed by {one.due_on:%-d %B %Y}.",
        details=told,
    )
    return True


def _whose(rule: RefresherRule) -> str:
    return rule.profession.name if rule.profession else "All others"


def _enter(rule: RefresherRule, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"refreshers.{verb}",
        kind="course",
        reference=rule.course_id,
        board_code=rule.board.code,
        words=words,
    )
