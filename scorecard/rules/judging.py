"""What may become of a signal: new, seen, then explained or challenged. One table says which way it may go."""

from enum import StrEnum

from agencies.rules.verdict import ALLOWED, Verdict, refused


class Judged(StrEnum):
    """What became of a signal."""

    NEW = "new"
    SEEN = "seen"
    EXPLAINED = "explained"
    CHALLENGED = "challenged"


#: From where each may be reached. A challenge may follow an explanation nobody believes; nothing follows a challenge
#: here, since that is the registers' story from then on.
FROM = {
    Judged.SEEN: (Judged.NEW,),
    Judged.EXPLAINED: (Judged.NEW, Judged.SEEN),
    Judged.CHALLENGED: (Judged.NEW, Judged.SEEN, Judged.EXPLAINED),
}
_ALREADY = {
    Judged.SEEN: "This signal has been seen.",
    Judged.EXPLAINED: "This signal has been explained.",
    Judged.CHALLENGED: "This signal has led to a challenge, where it is followed up.",
}


def may_become(now: Judged, then: Judged) -> Verdict:
    """Whether a signal may go from one to the other; when not, what it is already."""
    if now in FROM.get(then, ()):
        return ALLOWED
    return refused(_ALREADY.get(now, "A signal cannot become new again."))
