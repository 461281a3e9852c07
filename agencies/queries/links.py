"""What a signed link opens, for as long as it works; the token is all that says who asks."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Board, SignedLink
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea


@dataclass(frozen=True, slots=True)
class Link:
    """A link that works: at which board, what it opens, and the address it was sent to."""

    pk: int
    #: As it stands in the address that was opened; the database holds only its hash.
    token: str = field(repr=False)
    board: Board
    board_name: str
    purpose: str
    key: str
    email: str
    expires_at: datetime


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def working() -> QuerySet[SignedLink]:
    """Links that are neither too old nor shut, by the machine's clock."""
    return SignedLink.objects.filter(Q(revoked_at__isnull=True), expires_at__gt=timezone.now())


def link_of(token: str, purpose: str) -> Link | None:
    """What this token opens, where it was made for this purpose and still works."""
    found = working().select_related("board").filter(token_hash=hash_of(token), purpose=purpose).first()
    if found is None:
        return None
    return Link(
        pk=found.pk,
        token=token,
        board=found.board,
        board_name=vocabulary_of(found.board).word(Idea.NAME, clock.today()).text,
        purpose=found.purpose,
        key=found.key,
        email=found.email,
        expires_at=found.expires_at,
    )


def code_is_out(link_id: int) -> bool:
    """Whether a code was sent for this link that could still open it."""
    link = working().filter(pk=link_id).first()
    return (
        link is not None and link.codes.filter(used_on__isnull=True, expires_on__gt=timezone.now()).exists()
    )
