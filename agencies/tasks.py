"""Celery's way into the agencies room, and how every room rings for a worker."""

import logging

from celery import Task, shared_task
from kombu.exceptions import OperationalError

from agencies import mail
from agencies.actions import links

log = logging.getLogger(__name__)


def ring(task: Task, *ids: int) -> None:
    """Ask a worker to look. When the broker is away nothing is lost: the sweep asks again."""
    try:
        task.delay(*ids)
    except OperationalError as trouble:
        log.warning("The broker did not answer (%s); the sweep will take it up.", trouble)


@shared_task
def send_waiting_mail() -> int:
    """Send the letters that wait in the outbox."""
    return mail.send_waiting()


@shared_task
def clear_old_links() -> int:
    """Remove links that stopped working, with the addresses they were sent to; nightly."""
    return links.clear_out()
