"""Which version of a thing somebody looked at when they filled in a form about it."""

from django.http import HttpRequest


def seen_in(request: HttpRequest, newest: int) -> int:
    """The version the form carried; the newest where it carried none, as a page just opened does."""
    carried = request.POST.get("seen", "")
    return int(carried) if carried.isdecimal() and len(carried) < 9 else newest
