"""A review from the day it is opened to the day it is published, or is decided not to be held.

The record says which review and what was done, never what it is about: a review is restricted until it is published,
and the record is read by more than those who keep reviews.
"""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.dates import keep_change
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.words import LINE, PAGE, line, said
from registers.models import DateChange
from registers.queries.owners import agencies_ever
from registers.rules.actions import day_ahead
from training.models import Milestone, Review
from training.permissions import can_do_to_review, can_keep_reviews
from training.rules.clocks import due_days, kind_fits, steps_of
from training.rules.reviews import STEP_WORDS, Kind, Step, Verb, day_fits, known_fits

#: What the days a step had are kept under.
MILESTONE = "milestone"
NOT_HELD = "Not to be held."


@transaction.atomic
def open_review(
    *,
    board: Board,
    kind: Kind,
    title: str,
    known_on: date,
    by: Standing,
    about: str = "",
    lead: Agency | None = None,
) -> Review:
    """Open a review with the steps its kind takes, and their days by the guidance in force when the board knew."""
    can_keep_reviews(by).demand()
    if board.pk != by.board_id:
        raise Refused("A review is opened at one’s own board.")
    known_fits(known_on, clock.today()).demand()
    kind_fits(kind, known_on).demand()
    review = Review(
        board=board,
        kind=kind.value,
        known_on=known_on,
        opened_at=clock.now(),
        opened_by=by.actor.words,
    )
    _describe(review, title, about, lead)
    review.number = next_number(Review, board.pk)
    review.save()
    days = due_days(kind, known_on)
    Milestone.objects.bulk_create(
        Milestone(review=review, step=step.value, due_on=days[step]) for step in steps_of(kind, known_on)
    )
    enter(review, "open", f"Opened review {review}.", by)
    return review


@transaction.atomic
def amend(*, review_id: int, title: str, about: str, lead: Agency | None, seen: int, by: Standing) -> Review:
    """Put right what it is called and looks at, and who leads it. `seen` is the version the person looked at."""
    review = _taken(Verb.AMEND, review_id, seen, by)
    was = (review.title, review.about, review.lead_id)
    _describe(review, title, about, lead)
    if was == (review.title, review.about, review.lead_id):
        raise Refused("Nothing has changed.")
    _save(review, "amend", f"Changed what review {review} is called, looks at or who leads it.", by)
    return review


@transaction.atomic
def note_done(
    *, review_id: int, step: Step, done_on: date, seen: int, by: Standing, words: str = ""
) -> Milestone:
    """Note that a step was done, on which day and what came of it. What is counted from it is counted anew."""
    review = _taken(Verb.NOTE_DONE, review_id, seen, by)
    if step is Step.PUBLICATION:
        raise Refused("Publish the review: that notes its publication.")
    milestone = _milestone(review, step)
    day_fits(done_on, known_on=review.known_on, today=clock.today()).demand()
    told = said(words)
    if (milestone.done_on, milestone.words) == (done_on, told):
        raise Refused("Nothing has changed.")
    _note(milestone, done_on, told, by)
    _count_anew(review, by)
    _save(review, "note_done", f"Noted of review {review}: {STEP_WORDS[step].lower()}, done.", by)
    return milestone


@transaction.atomic
def move_day(*, review_id: int, step: Step, due_on: date, reason: str, seen: int, by: Standing) -> Milestone:
    """Move the day of a step, or give it one. Every day it had stays known, with the reason it moved."""
    review = _taken(Verb.MOVE_DAY, review_id, seen, by)
    milestone = _milestone(review, step)
    if milestone.done_on is not None:
        raise Refused("It is done: its day no longer matters.")
    day_ahead(due_on, clock.today()).demand()
    _move(milestone, due_on, said(reason, empty="Say why the day changes."), by)
    _save(review, "move_day", f"Moved a day of review {review}: {STEP_WORDS[step].lower()}.", by)
    return milestone


@transaction.atomic
def end(*, review_id: int, why: str, seen: int, by: Standing) -> Review:
    """Decide not to hold it, and say why. It stays on file, restricted, and nobody is reminded of it any more."""
    review = _taken(Verb.END, review_id, seen, by)
    review.ended_why = said(why, empty="Say why it is not held.", longest=PAGE)
    review.ended_on = clock.today()
    decision = Milestone.objects.filter(review=review, step=Step.DECISION.value).first()
    if decision is not None:
        _note(decision, clock.today(), NOT_HELD, by)
    _save(review, "end", f"Decided not to hold review {review}.", by)
    return review


@transaction.atomic
def publish(*, review_id: int, published_on: date, seen: int, by: Standing, url: str = "") -> Review:
    """Note that it is published, and where. From now on everybody who sees reviews reads this one."""
    review = _taken(Verb.PUBLISH, review_id, seen, by)
    day_fits(published_on, known_on=review.known_on, today=clock.today()).demand()
    review.published_on, review.published_url = published_on, line(url, longest=500)
    milestone = Milestone.objects.filter(review=review, step=Step.PUBLICATION.value).first()
    if milestone is not None:
        _note(milestone, published_on, "", by)
    _save(review, "publish", f"Published review {review}.", by)
    return review


def locked(review_id: int, by: Standing) -> Review:
    """The board's review with its row locked. Raises `Refused` when it is not the board's."""
    rows = Review.objects.select_for_update(of=("self",)).select_related("board")
    found = rows.filter(pk=review_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("No such review at this board.")
    return found


def enter(
    review: Review, verb: str, words: str, by: Standing, *, part: str = "", part_version: int = 0
) -> None:
    """Record what was done to a review or a part of it, in words that say nothing of what it is about.

    `part` names a lesson or a recommendation, such as `lesson-2`, and `part_version` what version that made of it.
    """
    about = {"part": part, "part_version": part_version} if part else {}
    record.enter(
        by=by.actor,
        verb=f"reviews.{verb}",
        kind="review",
        reference=review.pk,
        board_code=by.board_code,
        words=words,
        details={"version": review.version, **about},
    )


def _taken(verb: Verb, review_id: int, seen: int, by: Standing) -> Review:
    """The review, locked, for who may do this to it and has seen its newest version."""
    review = locked(review_id, by)
    can_do_to_review(verb, by, review).demand()
    demand_newest(seen=seen, version=review.version)
    return review


def _describe(review: Review, title: str, about: str, lead: Agency | None) -> None:
    if lead is not None and lead.pk not in {one.pk for one in agencies_ever(review.board_id)}:
        raise Refused(f"{lead.name} has no part in this board.")
    review.title = line(title, empty="Give it an anonymised name, such as “Child F”.", longest=min(120, LINE))
    review.about = said(about, longest=PAGE)
    review.lead = lead


def _milestone(review: Review, step: Step) -> Milestone:
    found = Milestone.objects.filter(review=review, step=step.value).first()
    if found is None:
        raise Refused(f"A review of this kind has no step “{STEP_WORDS[step].lower()}”.")
    return found


def _note(milestone: Milestone, done_on: date, words: str, by: Standing) -> None:
    milestone.done_on, milestone.words = done_on, words
    milestone.noted_at, milestone.noted_by = clock.now(), by.actor.words
    milestone.save()


def _count_anew(review: Review, by: Standing) -> None:
    """Steps counted from what is done now get their day from it, unless somebody has moved that day by hand."""
    found = {Step(one.step): one for one in Milestone.objects.filter(review=review)}
    done = {step: one.done_on for step, one in found.items() if one.done_on is not None}
    moved = _moved_by_hand(review, list(found.values()))
    for step, day in due_days(Kind(review.kind), review.known_on, done=done).items():
        one = found.get(step)
        if one is None or day is None or one.done_on or one.pk in moved or one.due_on == day:
            continue
        _move(one, day, COUNTED, by)


#: Why a day moved that nobody moved by hand.
COUNTED = "Counted from the day it was decided to hold it."


def _moved_by_hand(review: Review, milestones: list[Milestone]) -> set[int]:
    keys = [str(one.pk) for one in milestones]
    rows = DateChange.objects.filter(board_id=review.board_id, kind=MILESTONE, key__in=keys)
    return {int(key) for key in rows.exclude(reason=COUNTED).values_list("key", flat=True)}


def _move(milestone: Milestone, becomes: date, reason: str, by: Standing) -> None:
    keep_change(
        board_id=by.board_id,
        kind=MILESTONE,
        key=milestone.pk,
        was=milestone.due_on,
        becomes=becomes,
        reason=reason,
        by=by.actor,
    )
    milestone.due_on = becomes
    milestone.save(update_fields=["due_on"])


def _save(review: Review, verb: str, words: str, by: Standing) -> None:
    review.version += 1
    review.save()
    enter(review, verb, words, by)
