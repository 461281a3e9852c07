"""What moved in the scorecard room since a moment, from the record: returns released, accepted, sent back."""

from datetime import datetime

from django.urls import reverse

from agencies.models import Board, Entry
from agencies.thread import Moved
from scorecard.models import Return, Submission
from scorecard.queries.obligations import quarter_of

#: What the record calls it, and what a digest does.
WORDS = {
    "submissions.release": "Return released",
    "returns.accept": "Return accepted",
    "returns.send_back": "Return sent back",
}


def moved(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened to returns after `since`, up to `until`: from four queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    entries = list(
        Entry.objects.filter(board_code=code, at__gt=since, at__lte=until, verb__in=WORDS).order_by(
            "at", "pk"
        )
    )
    sent = {int(one.reference) for one in entries if one.kind == "submission"}
    answers = dict(
        Submission.objects.filter(pk__in=sent, answers__isnull=False).values_list("pk", "answers_id")
    )
    of = {
        one.pk: answers.get(int(one.reference)) if one.kind == "submission" else int(one.reference)
        for one in entries
    }
    returns = Return.objects.in_bulk([pk for pk in of.values() if pk is not None])
    return tuple(
        Moved(
            words=WORDS[one.verb],
            reference=quarter_of(owed),
            at=one.at,
            url=reverse("scorecard:return", kwargs={"board": code, "return_id": owed.pk}),
            agencies=frozenset({owed.agency_id}),
            by_id=one.by_id,
        )
        for one in entries
        if (owed := returns.get(of[one.pk] or 0)) is not None
    )
