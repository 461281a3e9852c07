"""Where Section 11 and a self-assessment are shown to those with an account."""

from django.urls import reverse

from registers.models import Assessment


def landing_address(board_code: str) -> str:
    """The first page of Section 11 at a board."""
    return reverse("registers:section-11", args=[board_code])


def assessment_address(assessment: Assessment, *, number: int | None = None) -> str:
    """The path of a self-assessment's page, or of one of its standards."""
    cycle = assessment.cycle
    where: list[object] = [cycle.board.code, cycle.number, assessment.agency.code]
    if number is None:
        return reverse("registers:assessment", args=where)
    return reverse("registers:assessment-standard", args=[*where, number])
