"""What is done every day about sessions to come: reminders, and unused shares. Done twice, it is done once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from agencies.rules import clock
from agencies.rules.working_days import is_working_day, working_days_after
from training.actions import notices
from training.actions.places import locked, release_due_shares
from training.models import Session
from training.queries.settings import training_settings
from training.rules import notices as words
from training.rules.bookings import State

#: No session further off is reminded of: twenty working days and the holidays among them.
_SOON = timedelta(days=45)


def remind() -> int:
    """Remind everybody booked on a session that is near enough, by the board's days; how many letters were written."""
    written = 0
    for session in _to_come().filter(starts__lte=clock.now() + _SOON).select_related("board"):
        days = training_settings(session.board_id).remind_days
        held_on = session.starts.astimezone(clock.LONDON).date()
        if days and is_working_day(clock.today()) and held_on <= working_days_after(clock.today(), days):
            written += _remind(session.pk)
    return written


def release_shares() -> int:
    """Release the places whose day has passed, and let the waiting lists move; how many sessions that touched."""
    due = _to_come().filter(shared_until__lt=clock.today(), shares_released_on__isnull=True)
    keys = list(due.values_list("pk", flat=True))
    for pk in keys:
        with transaction.atomic():
            release_due_shares(locked(pk))
    return len(keys)


@transaction.atomic
def _remind(session_id: int) -> int:
    """Those with a place who were not reminded; who was booked within the last days has the instructions still."""
    session = locked(session_id)
    facts, today = notices.facts_of(session), clock.today()
    rows = session.bookings.filter(state=State.BOOKED, reminded_on__isnull=True).select_related("learner")
    written = 0
    for booking in rows.order_by("pk"):
        booking.session, booking.reminded_on = session, today
        booking.save(update_fields=["reminded_on"])
        if booking.booked_at.astimezone(clock.LONDON).date() < today:
            notices.tell_with_calendar(booking, words.reminder, facts=facts)
            written += 1
    return written


def _to_come() -> QuerySet[Session]:
    return Session.objects.filter(starts__gt=clock.now(), cancelled_at__isnull=True, closed_at__isnull=True)
