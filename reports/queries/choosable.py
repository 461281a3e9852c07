"""The threads an evidence pack may tell: the challenges that were open at some time of its year, or ended in it."""

from datetime import datetime, time

from django.db.models import Q

from agencies.queries.standings import as_members_see
from agencies.rules.clock import LONDON
from registers.models import Challenge
from registers.queries.seen import challenges_seen
from reports.models import Report


def choosable(report: Report) -> tuple[Challenge, ...]:
    """These challenges, the oldest first."""
    first = datetime.combine(report.first, time.min, LONDON)
    last = datetime.combine(report.last, time.max, LONDON)
    ended = Q(closed_at__lt=first) | Q(withdrawn_at__lt=first)
    found = challenges_seen(as_members_see(report.board)).filter(raised_at__lte=last).exclude(ended)
    return tuple(found.order_by("raised_at", "number"))


def chosen_of(report: Report) -> frozenset[int]:
    """The ids of the challenges whose threads are chosen."""
    return frozenset(int(key) for kind, key in report.chosen if kind == "challenge" and key.isdecimal())
