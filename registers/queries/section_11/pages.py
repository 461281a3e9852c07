"""Where the pages of Section 11 are, for what is owed, what moved and long lists."""

from functools import lru_cache

from django.urls import reverse

from registers.models import Assessment


@lru_cache(maxsize=1_000)
def landing_page(board_code: str) -> str:
    """The page of the cycle under way."""
    return reverse("registers:section-11", args=[board_code])


def assessment_page(board_code: str, one: Assessment) -> str:
    """One organisation’s self-assessment; its cycle and agency are at hand."""
    return f"{landing_page(board_code)}{one.cycle.number}/{one.agency.code}/"
