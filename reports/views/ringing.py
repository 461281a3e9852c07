"""Ringing for a worker once what was asked for is saved."""

from django.db import transaction

from agencies.tasks import ring
from reports import tasks
from reports.models import Printing


def ring_for(printing: Printing) -> None:
    """Have a worker build it, when the transaction is through; at once outside one."""
    transaction.on_commit(lambda: ring(tasks.build_report, printing.pk))
