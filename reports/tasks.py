"""Celery's way into the reports room: ids only."""

from celery import shared_task

from agencies.tasks import ring
from reports import build
from reports.actions import packs, printing


@shared_task
def build_report(printing_id: int) -> None:
    """Build one printing that was asked for."""
    printing.construct(printing_id=printing_id, printer=build.pdf, beside=build.beside)


@shared_task
def build_packs() -> int:
    """Have every board pack built whose day has come; daily."""
    return packs.build_due(ring=lambda pk: ring(build_report, pk))


@shared_task
def take_up_unfinished() -> int:
    """Ask again for every printing not yet built: a killed worker loses no work."""
    waiting = printing.unfinished()
    for pk in waiting:
        ring(build_report, pk)
    return len(waiting)
