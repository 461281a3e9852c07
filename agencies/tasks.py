"""Celery's way into the agencies room."""

from celery import shared_task

from agencies import mail


@shared_task
def send_waiting_mail() -> int:
    """Send the letters that wait in the outbox."""
    return mail.send_waiting()
