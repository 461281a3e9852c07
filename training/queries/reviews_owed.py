"""What is owed of reviews: their steps by their days, and to look whether what they recommended stuck."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from agencies.models import Board, Membership
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.queries.actions_owed import OFFICE
from registers.queries.addresses import address
from training.models import Milestone, Recommendation
from training.permissions import can_keep_reviews
from training.rules.embedding import still_to_test
from training.rules.reviews import STEP_WORDS, Step

#: Something is shown as owed from this long before its day.
AHEAD = timedelta(days=42)
MILESTONE, REVISIT = "milestone", "revisit"
#: What the law asks for, so that nobody opts out of being reminded of it.
_STATUTORY = frozenset({Step.NOTIFICATION})


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What those who keep reviews are to see done in the weeks to come."""
    if not can_keep_reviews(standing):
        return ()
    until = clock.today() + AHEAD
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency=OFFICE,
            kind=one.kind,
            reference=one.reference,
            words=one.words,
            due=one.due,
            url=one.url,
            statutory=one.statutory,
        )
        for one in _found(standing.board_id, standing.board_code, (), until=until)
    )


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every step of a review with a day, and every day to look whether a recommendation stuck: the office's."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    return tuple(_found(board_id, code, _keepers(board_id)))


def _found(
    board_id: int, code: str, people: tuple[int, ...], *, until: date | None = None
) -> Iterator[Obligation]:
    for milestone in _milestones(board_id, until):
        step, review = Step(milestone.step), milestone.review
        assert milestone.due_on is not None  # noqa: S101 - asked for
        yield Obligation(
            board_id=board_id,
            agency_id=None,
            agency=OFFICE,
            people=people,
            kind=MILESTONE,
            key=str(milestone.pk),
            reference=review.reference,
            words=f"{STEP_WORDS[step]}: review {review.reference}",
            due=milestone.due_on,
            url=address("training:review", code, review.number),
            statutory=step in _STATUTORY,
        )
    for one in _to_look_at(board_id, until):
        assert one.revisit_on is not None  # noqa: S101 - asked for
        yield Obligation(
            board_id=board_id,
            agency_id=None,
            agency=OFFICE,
            people=people,
            kind=REVISIT,
            key=str(one.pk),
            reference=f"{one.review.reference}, recommendation {one.number}",
            words=f"See whether it stuck: {one.review.reference}, recommendation {one.number}",
            due=one.revisit_on,
            url=address("training:review", code, one.review.number),
        )


def _milestones(board_id: int, until: date | None) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(
        review__board_id=board_id,
        review__ended_on__isnull=True,
        due_on__isnull=False,
        done_on__isnull=True,
    )
    if until is not None:
        rows = rows.filter(due_on__lte=until)
    return rows.select_related("review").order_by("due_on", "pk")


def _to_look_at(board_id: int, until: date | None) -> Iterator[Recommendation]:
    rows = Recommendation.objects.filter(
        review__board_id=board_id, review__ended_on__isnull=True, revisit_on__isnull=False
    )
    if until is not None:
        rows = rows.filter(revisit_on__lte=until)
    for one in rows.select_related("review").prefetch_related("tests").order_by("revisit_on", "pk"):
        if still_to_test(
            one.revisit_on, [each.tested_at.astimezone(LONDON).date() for each in one.tests.all()]
        ):
            yield one


def _keepers(board_id: int) -> tuple[int, ...]:
    """The business managers, by id; where there is none, the chairs."""
    day = clock.today()
    keeping = [role.value for role in Role if Permission.REVIEW_KEEP in BUNDLES[role].permissions]
    rows = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        board_id=board_id,
        since__lte=day,
        person__is_active=True,
        role__in=keeping,
    ).order_by("person_id")
    found = list(rows.values_list("person_id", "role"))
    office = tuple(pk for pk, role in found if role == Role.BUSINESS_MANAGER)
    return office or tuple(pk for pk, _ in found)
