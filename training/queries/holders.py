"""Who holds a link: what a work address says about whoever reads its mail."""

from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Agency, Board
from agencies.queries.links import Link
from agencies.rules import clock
from agencies.rules.standing import Actor
from training.models import Learner


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who came in by a link: their address, where they may work, and the learner they are, if entered."""

    board: Board
    email: str
    agencies: tuple[Agency, ...]
    learner: Learner | None

    @property
    def actor(self) -> Actor:
        """How the record names them: never by name or address."""
        if self.learner is not None:
            return Actor(None, f"a learner, {self.learner.pseudonym}")
        works = " or ".join(one.name for one in self.agencies) or "no agency of this board"
        return Actor(None, f"somebody with a work address of {works}")


def holder_of(link: Link) -> Holder:
    """Who came in by this link, as the board knows them today."""
    return Holder(
        board=link.board,
        email=link.email,
        agencies=agencies_of(link.board, link.email),
        learner=learner_of(link.board, link.email),
    )


def agencies_of(board: Board, email: str) -> tuple[Agency, ...]:
    """The agencies with a seat at the board today whose work addresses end as this one does, by name.

    A council's address may be social care's and education's. A sub-domain is listed by itself.
    """
    day, (_, at, domain) = clock.today(), email.strip().lower().rpartition("@")
    if not at or not domain:
        return ()
    return tuple(
        Agency.objects.filter(
            Q(seats__until__isnull=True) | Q(seats__until__gt=day),
            seats__board=board,
            seats__since__lte=day,
            work_domains__domain=domain,
        )
        .distinct()
        .order_by("name")
    )


def learner_of(board: Board, email: str) -> Learner | None:
    """The learner of this address; where two entries were made one, the one that stays."""
    found = (
        Learner.objects.select_related(
            "agency", "profession", "merged_into__agency", "merged_into__profession"
        )
        .filter(board=board, email=email.strip().lower(), erased_at__isnull=True)
        .exclude(email="")
        .first()
    )
    return found.merged_into or found if found else None
