"""What an address names, for whoever may know of it: the one place where a page is said not to be there."""

from django.http import Http404

from agencies.door import demand
from agencies.rules.standing import Standing
from scorecard.models import Return, Submission
from scorecard.permissions import can_send
from scorecard.queries import returns as questions


def submission_or_404(standing: Standing, submission_id: int) -> Submission:
    """The submission, if this person may know of it."""
    found = questions.submission_seen(standing, submission_id)
    if found is None:
        raise Http404("No such file, or it is another agency’s.")
    return found


def return_or_404(standing: Standing, return_id: int) -> Return:
    """The return, if this person may know of it."""
    found = questions.return_seen(standing, return_id)
    if found is None:
        raise Http404("No such return, or it is another agency’s.")
    return found


def return_to_send(standing: Standing, return_id: int) -> Return:
    """The return, for who may send figures for it."""
    owed = return_or_404(standing, return_id)
    demand(can_send(standing, owed.agency_id))
    return owed
