"""Celery's way into the reports room: ids only."""

import logging

from celery import Task, shared_task
from kombu.exceptions import OperationalError

from reports import build
from reports.actions import annual
from reports.models import Report

log = logging.getLogger(__name__)


def ring(task: Task, *ids: int) -> None:
    """Ask a worker to look. When the broker is away nothing is lost: the sweep asks again."""
    try:
        task.delay(*ids)
    except OperationalError as trouble:
        log.warning("The broker did not answer (%s); the sweep will take it up.", trouble)


@shared_task
def build_report(report_id: int) -> None:
    """Build one report that was asked for."""
    annual.construct(report_id=report_id, printer=build.pdf)


@shared_task
def take_up_unfinished() -> int:
    """Ask again for every report not yet built: a killed worker loses no work."""
    waiting = list(
        Report.objects.filter(state__in=[Report.State.ASKED, Report.State.BUILDING]).values_list(
            "pk", flat=True
        )
    )
    for pk in waiting:
        ring(build_report, pk)
    return len(waiting)
