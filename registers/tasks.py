"""Celery's way into the registers room: ids only. Redis is a doorbell; sweeps find what it lost."""

from celery import shared_task

from agencies.tasks import ring
from registers.actions import evidence_files, handing_down


@shared_task
def scan_waiting_evidence() -> int:
    """Have the files that wait scanned for viruses, and what killed processes left cleared away."""
    evidence_files.clear_out()
    return evidence_files.scan_waiting()


def ask_for_scan() -> None:
    """Have a worker scan what waits now, not at the next sweep."""
    ring(scan_waiting_evidence)


@shared_task
def hand_down_records() -> int:
    """Count the board's own measures from its records, for the scorecard; nightly."""
    return handing_down.hand_down_records()
