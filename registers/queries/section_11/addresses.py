"""Where a self-assessment is shown to those with an account."""

from django.urls import reverse

from registers.models import Assessment


def assessment_address(assessment: Assessment, *, number: int | None = None) -> str:
    """The path of a self-assessment's page, or of one of its standards."""
    cycle = assessment.cycle
    where: list[object] = [cycle.board.code, cycle.number, assessment.agency.code]
    if number is None:
        return reverse("registers:assessment", args=where)
    return reverse("registers:assessment-standard", args=[*where, number])
