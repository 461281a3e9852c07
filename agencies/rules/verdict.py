"""An answer to "may I?", with its reason."""

from dataclasses import dataclass


class Refused(Exception):
    """Raised by an action that is not allowed; says why in words fit for the person who asked."""


@dataclass(frozen=True)
class Verdict:
    """Whether something is allowed, and when not, why, in a sentence fit for the page."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def demand(self) -> None:
        """Raise `Refused` with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    """A refusal for this reason."""
    return Verdict(False, reason)
