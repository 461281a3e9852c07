"""A challenge by the number in its address, for those who may know of it."""

from django.http import Http404

from agencies.rules.standing import Standing
from registers.models import Challenge
from registers.queries.seen import challenge_seen


def challenge_or_404(standing: Standing, number: int) -> Challenge:
    """The challenge, if this person may know of it."""
    found = challenge_seen(standing, number)
    if found is None:
        raise Http404("No such challenge, or it is not yours to see.")
    return found
