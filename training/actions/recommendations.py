"""What a review says is to be done: written, carried out by actions of the registers, and tested whether it stuck."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import follow_through
from registers.actions.dates import keep_change
from registers.actions.overtaken import demand_newest
from registers.actions.words import PAGE, said
from registers.models import Action, CaseAudit, OriginKind
from registers.queries.owners import agencies_ever
from registers.rules.actions import day_ahead
from registers.rules.origins import Origin
from training.actions.reviews import enter, locked
from training.models import EmbeddedTest, Lesson, Recommendation, RecommendedAction, Review
from training.permissions import can_do_to_review
from training.queries.carrying import done_of
from training.queries.origins import words_of_recommendation
from training.rules.embedding import can_be_tested
from training.rules.reviews import Verb

#: What the days to look again are kept under.
REVISIT = "revisit"


@dataclass(frozen=True, slots=True)
class Says:
    """What a recommendation says, and to whom: to several agencies together, or to its lead alone."""

    text: str
    multi_agency: bool
    lead: Agency | None = None
    lesson: Lesson | None = None


@transaction.atomic
def recommend(*, review_id: int, says: Says, by: Standing, revisit_on: date | None = None) -> Recommendation:
    """Write a recommendation into a review, with the day to look whether it stuck where that is known."""
    review = locked(review_id, by)
    can_do_to_review(Verb.WRITE, by, review).demand()
    if revisit_on is not None:
        day_ahead(revisit_on, clock.today()).demand()
    numbers = Recommendation.objects.filter(review=review).order_by("-number")
    last = numbers.values_list("number", flat=True).first()
    made = Recommendation(
        review=review,
        number=(last or 0) + 1,
        revisit_on=revisit_on,
        written_at=clock.now(),
        written_by=by.actor.words,
    )
    _write(made, says)
    made.save()
    enter(review, "recommend", f"Wrote recommendation {made.number} of review {review}.", by)
    return made


@transaction.atomic
def amend(*, recommendation_id: int, says: Says, seen: int, by: Standing) -> Recommendation:
    """Say it better, or to others. `seen` is the version the person looked at."""
    found = _taken(recommendation_id, by)
    demand_newest(seen=seen, version=found.version)
    was = (found.text, found.multi_agency, found.lead_id, found.lesson_id)
    _write(found, says)
    if was == (found.text, found.multi_agency, found.lead_id, found.lesson_id):
        raise Refused("Nothing has changed.")
    _save(found, "amend_recommendation", "Changed", by)
    return found


@transaction.atomic
def move_revisit(
    *, recommendation_id: int, revisit_on: date, reason: str, seen: int, by: Standing
) -> Recommendation:
    """Set or move the day to look whether it stuck. Every day it had stays known."""
    found = _taken(recommendation_id, by)
    demand_newest(seen=seen, version=found.version)
    day_ahead(revisit_on, clock.today()).demand()
    _move(found, revisit_on, said(reason, empty="Say why the day changes."), by)
    _save(found, "move_revisit", "Moved the day to look again at", by)
    return found


@transaction.atomic
def agree_action(
    *,
    recommendation_id: int,
    text: str,
    agency: Agency | None,
    owner: Person | None,
    due_on: date,
    by: Standing,
) -> Action:
    """Agree an action that carries it out. Of a review that is not published it says the reference, no more."""
    found = _taken(recommendation_id, by)
    page = reverse("training:review", args=[by.board_code, found.review.number])
    action = follow_through.agree(
        board=found.review.board,
        origin=Origin(
            OriginKind.RECOMMENDATION.value,
            str(found.pk),
            words_of_recommendation(found),
            f"{page}#recommendation-{found.number}",
        ),
        text=text,
        agency=agency,
        owner=owner,
        due_on=due_on,
        by=by,
    )
    RecommendedAction.objects.create(recommendation=found, action=action)
    _enter(found, "agree_action", f"Agreed {action} on", by)
    return action


@transaction.atomic
def say_embedded(
    *,
    recommendation_id: int,
    how: EmbeddedTest.How,
    embedded: bool,
    words: str,
    by: Standing,
    tested_on: date | None = None,
    audit: CaseAudit | None = None,
    again_on: date | None = None,
) -> EmbeddedTest:
    """Say whether it stuck, and how that was seen: once everything is finished, never by who said that it was.

    A re-audit's day is the audit's. `again_on` is the day to look again, where there is one.
    """
    found = _taken(recommendation_id, by)
    actions = Action.objects.select_for_update(of=("self",)).filter(recommended__recommendation=found)
    day = _tested_on(how, audit, tested_on, by)
    can_be_tested(done_of(actions), by_id=by.person_id, tested_on=day, today=clock.today()).demand()
    test = EmbeddedTest.objects.create(
        recommendation=found,
        how=how.value,
        audit=audit if how is EmbeddedTest.How.AUDIT else None,
        tested_on=day,
        embedded=embedded,
        words=said(words, empty="Say what was looked at, and what it showed.", longest=PAGE),
        tested_at=clock.now(),
        tested_by=by.actor.words,
        tester_id=by.person_id,
    )
    if again_on is not None:
        day_ahead(again_on, clock.today()).demand()
        seen = "embedded" if embedded else "not embedded"
        _move(found, again_on, f"Found {seen} on {day:%-d %B %Y}: to be looked at again.", by)
    _save(found, "test", "Tested", by)
    return test


def _taken(recommendation_id: int, by: Standing) -> Recommendation:
    """The recommendation, its review locked, for who may write in it now."""
    review_id = (
        Recommendation.objects.filter(pk=recommendation_id).values_list("review_id", flat=True).first()
    )
    if review_id is None:
        raise Refused("No such recommendation at this board.")
    review: Review = locked(review_id, by)
    can_do_to_review(Verb.WRITE, by, review).demand()
    found = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation_id)
    found.review = review
    return found


def _write(found: Recommendation, says: Says) -> None:
    if not says.multi_agency and says.lead is None:
        raise Refused("Say which agency it is to.")
    board: Board = found.review.board
    if says.lead is not None and says.lead.pk not in {one.pk for one in agencies_ever(board.pk)}:
        raise Refused(f"{says.lead.name} has no part in this board.")
    if says.lesson is not None and says.lesson.review_id != found.review_id:
        raise Refused("That is a lesson of another review.")
    found.text = said(says.text, empty="Say what is recommended.", longest=PAGE)
    found.multi_agency, found.lead, found.lesson = says.multi_agency, says.lead, says.lesson


def _tested_on(how: EmbeddedTest.How, audit: CaseAudit | None, tested_on: date | None, by: Standing) -> date:
    if how is not EmbeddedTest.How.AUDIT:
        return tested_on or clock.today()
    if audit is None:
        raise Refused("Say which case audit looked at it.")
    if audit.board_id != by.board_id:
        raise Refused("That is not a case audit of this board.")
    return audit.held_on


def _move(found: Recommendation, becomes: date, reason: str, by: Standing) -> None:
    keep_change(
        board_id=by.board_id,
        kind=REVISIT,
        key=found.pk,
        was=found.revisit_on,
        becomes=becomes,
        reason=reason,
        by=by.actor,
    )
    found.revisit_on = becomes


def _save(found: Recommendation, verb: str, words: str, by: Standing) -> None:
    found.version += 1
    found.save()
    _enter(found, verb, words, by)


def _enter(found: Recommendation, verb: str, words: str, by: Standing) -> None:
    said = f"{words} recommendation {found.number} of review {found.review}."
    part = f"recommendation-{found.number}"
    enter(found.review, verb, said, by, part=part, part_version=found.version)
