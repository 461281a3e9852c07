"""Who calls: a key in force, in the header `Authorization: Bearer lscb_…`. No session, no cookie."""

from typing import Any

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from agencies.actions import tokens
from agencies.models import Token
from agencies.rules.standing import Actor


class Caller:
    """What stands in for a signed-in person: the key, and so one agency at one board."""

    is_authenticated = True

    def __init__(self, token: Token) -> None:
        """Keep the key."""
        self.token = token
        self.pk = f"key-{token.pk}"


class ByKey(BaseAuthentication):
    """Recognises a key. Any other header is refused without saying why."""

    def authenticate(self, request: Request) -> tuple[Caller, Token] | None:
        """The caller, or None without a header."""
        words = get_authorization_header(request).decode("latin-1").split()
        if not words:
            return None
        token = tokens.recognised(words[1]) if len(words) == 2 and words[0].lower() == "bearer" else None
        if token is None:
            raise AuthenticationFailed("This key is not known, or was taken back.", code="key-unknown")
        return Caller(token), token

    def authenticate_header(self, request: Request) -> str:
        """What a caller without a key is asked for."""
        return "Bearer"


def actor_of(token: Token) -> Actor:
    """A key as the record names it: with the person who made it."""
    return Actor(token.made_by_id, f"Key “{token.name}”, made by {token.made_by}")


class HasKey(IsAuthenticated):
    """Only with a key."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Whether a key was recognised."""
        return isinstance(request.auth, Token)


class AKeysPace(SimpleRateThrottle):
    """So many calls a minute for each key."""

    scope = "key"
    rate = "60/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """The key's own counter."""
        return f"api-pace-{request.auth.pk}" if isinstance(request.auth, Token) else None
