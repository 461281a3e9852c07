"""What a person owes in the scorecard room: returns due, to correct, release or accept, and explanations."""

from datetime import timedelta

from django.urls import reverse

from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.thread import Owed
from scorecard.models import Return
from scorecard.queries.explanations import unexplained_by
from scorecard.queries.obligations import EXPLANATION, RETURN, quarter_of, reference_of
from scorecard.rules import life
from scorecard.rules.periods import Period, PeriodKind

#: A return is shown as owed from this long before its date.
AHEAD = timedelta(days=42)

#: What the board's office owes of a return that was released.
ACCEPT = "accept"
#: Where it is the sender's turn. What is being checked needs nobody.
_SENDERS = (Return.State.DUE, Return.State.TO_CORRECT, Return.State.READY, Return.State.SENT_BACK)


def _words(one: Return) -> str:
    period = Period(one.first, one.last, PeriodKind.QUARTER).label
    return {
        Return.State.DUE: f"Send the return for {period}",
        Return.State.TO_CORRECT: f"Correct the return for {period}",
        Return.State.READY: f"Release the return for {period}",
        Return.State.SENT_BACK: f"Correct the return for {period}: it was sent back",
        Return.State.RELEASED: f"Accept {one.agency.name}’s return for {period}",
    }[Return.State(one.state)]


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What this person owes at this board: their agency's returns to send or correct; to a manager, those to accept."""
    found: list[Return] = []
    agencies = standing.agencies_with(Permission.RETURN_SEND)
    base = Return.objects.filter(board_id=standing.board_id).select_related("agency").order_by("due_on", "pk")
    if agencies:
        found += base.filter(
            agency_id__in=agencies,
            due_on__lte=clock.today() + AHEAD,
            state__in=_SENDERS,
        )
    if standing.may(Permission.RETURN_ACCEPT):
        found += base.filter(state=Return.State.RELEASED)
    explanations = tuple(
        Owed(
            person_id=standing.person_id,
            agency=name,
            kind=EXPLANATION,
            reference=reference_of([one.explanation for one in waiting]),
            words=f"Explain {len(waiting)} figure{'' if len(waiting) == 1 else 's'}",
            due=min(one.on for one in waiting),
            url=reverse("scorecard:explanations", kwargs={"board": standing.board_code}),
            statutory=True,
        )
        for name, waiting in unexplained_by(standing).items()
    )
    return explanations + tuple(
        Owed(
            person_id=standing.person_id,
            agency=one.agency.name,
            kind=ACCEPT if one.state == Return.State.RELEASED else RETURN,
            reference=quarter_of(one),
            words=_words(one),
            due=one.due_on if one.state in life.OPEN else None,
            url=reverse("scorecard:return", kwargs={"board": standing.board_code, "return_id": one.pk}),
            statutory=one.state != Return.State.RELEASED,
        )
        for one in found
    )
