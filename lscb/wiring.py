"""What upper rooms know that lower rooms may show: each room's source, plugged in once when the app is ready."""

from agencies import thread
from scorecard.queries import owed


def connect() -> None:
    """Plug in every room's source. Calling it again changes nothing."""
    if owed.owed not in thread.owed_sources:
        thread.owed_sources.append(owed.owed)
