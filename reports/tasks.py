"""Celery's way into the reports room: ids only."""

from celery import shared_task

from agencies.tasks import ring
from reports import build
from reports.actions import annual
from reports.models import Report


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
