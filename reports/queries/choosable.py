"""The challenges of an evidence pack's time, and the threads that were chosen of them."""

from datetime import datetime, time

from django.db.models import Q, QuerySet

from agencies.queries.standings import as_members_see
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.models import Challenge
from registers.queries.seen import challenges_seen
from reports.models import Report
from scorecard.rules.periods import Period


def choosable(report: Report) -> tuple[Challenge, ...]:
    """The challenges whose threads the pack may tell, the oldest first."""
    return tuple(open_in(as_members_see(report.board), report.period))


def open_in(standing: Standing, period: Period) -> QuerySet[Challenge]:
    """The challenges this person sees that were open at some time of the period, in the order raised."""
    first = datetime.combine(period.first, time.min, LONDON)
    last = datetime.combine(period.last, time.max, LONDON)
    ended = Q(closed_at__lt=first) | Q(withdrawn_at__lt=first)
    found = challenges_seen(standing).filter(raised_at__lte=last).exclude(ended)
    return found.order_by("raised_at", "number")


def chosen_of(report: Report) -> frozenset[int]:
    """The ids of the challenges whose threads are chosen."""
    return frozenset(int(key) for kind, key in report.chosen if kind == "challenge" and key.isdecimal())
