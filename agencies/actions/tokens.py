"""Keys with which an agency's own program sends figures: made, shown once, taken back, recognised."""

import hashlib
import secrets

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board, Token
from agencies.permissions import can_make_token, can_revoke_token
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused

#: What every key begins with, so that one left in a file or a log is known for what it is.
PREFIX = "lscb_"
_HINT = len(PREFIX) + 6


@transaction.atomic
def make(*, board: Board, agency: Agency, name: str, by: Standing) -> tuple[Token, str]:
    """Make a key; returns it with its text, which is kept nowhere. Raises `Refused` without a name."""
    can_make_token(by, agency.pk).demand()
    if not name.strip():
        raise Refused("Give the key a name, such as the program’s.")
    key = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        board=board,
        agency=agency,
        name=name.strip()[:100],
        hint=key[:_HINT],
        token_hash=_hash(key),
        made_at=clock.now(),
        made_by=by.actor.words,
        made_by_id=by.person_id,
    )
    _enter(token, by, "tokens.make", f"Made the key “{token.name}” for programs of {agency.name}.")
    return token, key


@transaction.atomic
def revoke(*, token_id: int, by: Standing) -> Token:
    """Take a key back: it opens nothing from now on. Doing so again changes nothing."""
    found = Token.objects.select_for_update(of=("self",)).select_related("agency", "board")
    token = found.get(pk=token_id, board_id=by.board_id)
    can_revoke_token(by, token.agency_id).demand()
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = clock.now(), by.actor.words
        token.save(update_fields=["revoked_at", "revoked_by"])
        _enter(token, by, "tokens.revoke", f"Took back the key “{token.name}” of {token.agency.name}.")
    return token


def recognised(key: str) -> Token | None:
    """The key in force that has this text, noting the day of its use; None for any other."""
    found = Token.objects.filter(token_hash=_hash(key), revoked_at__isnull=True)
    token = found.select_related("board", "agency").first()
    if token is not None and token.last_used_on != clock.today():
        token.last_used_on = clock.today()
        token.save(update_fields=["last_used_on"])
    return token


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _enter(token: Token, by: Standing, verb: str, words: str) -> None:
    record.enter(
        by=by.actor, verb=verb, kind="token", reference=token.pk, board_code=token.board.code, words=words
    )
