"""Celery's way into the roof: the daily round of what is owed."""

from celery import shared_task

from lscb import reminders


@shared_task
def chase() -> int:
    """Take late things up the ladder and write today's digests; asked for every half hour of a working day."""
    return reminders.chase()
