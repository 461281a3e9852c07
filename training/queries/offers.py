"""What this room lets people start from its own things: a challenge from a lesson, an action on a recommendation."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from agencies.thread import Offer, Reference
from registers.models import OriginKind
from registers.permissions import can_raise, can_set_actions
from registers.queries.references import raise_address
from training.models import Lesson, Recommendation
from training.permissions import can_do_to_review
from training.queries.seen import readable
from training.rules.reviews import Verb

LESSON, RECOMMENDATION = OriginKind.LESSON.value, OriginKind.RECOMMENDATION.value


def offers(standing: Standing, references: Iterable[Reference]) -> Mapping[Reference, tuple[Offer, ...]]:
    """“Raise a challenge” from lessons, and “Agree an action” on recommendations, of reviews this person reads."""
    asked = tuple(references)
    return _lessons(standing, asked) | _recommendations(standing, asked)


def _lessons(standing: Standing, asked: Iterable[Reference]) -> dict[Reference, tuple[Offer, ...]]:
    keys = _keys(asked, LESSON)
    if not keys or not can_raise(standing):
        return {}
    rows = Lesson.objects.filter(readable(standing, "review__"), pk__in=keys)
    found = rows.filter(review__board_id=standing.board_id).values_list("pk", flat=True)
    return {
        Reference(LESSON, str(pk)): (
            Offer("Raise a challenge", raise_address(standing, LESSON, pk), allowed=True),
        )
        for pk in found
    }


def _recommendations(standing: Standing, asked: Iterable[Reference]) -> dict[Reference, tuple[Offer, ...]]:
    keys = _keys(asked, RECOMMENDATION)
    if not keys or not can_set_actions(standing):
        return {}
    rows = Recommendation.objects.filter(readable(standing, "review__"), pk__in=keys)
    found = rows.filter(review__board_id=standing.board_id).select_related("review")
    found = found.prefetch_related("review__milestones")
    return {
        Reference(RECOMMENDATION, str(one.pk)): (
            _agree(standing, one, can_do_to_review(Verb.WRITE, standing, one.review)),
        )
        for one in found
    }


def _agree(standing: Standing, one: Recommendation, verdict: Verdict) -> Offer:
    address = reverse(
        "training:recommendation-action", args=[standing.board_code, one.review.number, one.number]
    )
    return Offer("Agree an action", address, bool(verdict), verdict.reason)


def _keys(asked: Iterable[Reference], kind: str) -> list[int]:
    return [int(one.key) for one in asked if one.kind == kind and one.key.isdecimal() and len(one.key) < 10]
