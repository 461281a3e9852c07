"""Celery's way into the training room: what is done every day."""

from celery import shared_task

from training.actions import rounds


@shared_task
def look_after_sessions() -> int:
    """Release unused shares, then remind those who have a place; how many letters were written."""
    rounds.release_shares()
    return rounds.remind()
