"""Two people at one thing: whoever saves second is shown what the first changed before anything is overwritten."""

from agencies.rules.verdict import Refused


class Overtaken(Refused):
    """Somebody else changed it meanwhile. The page shows both, and asks again; nothing was saved."""


def demand_newest(*, seen: int, version: int) -> None:
    """Raise `Overtaken` unless the version the person saw is the one there is."""
    if seen != version:
        raise Overtaken("Somebody else has changed this since you opened it. Compare, then save again.")
