"""The keys for programs that somebody may see."""

from agencies.models import Token
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing


def tokens_seen(standing: Standing) -> tuple[Token, ...]:
    """The own agency's keys, or every agency's for the office; those in force first."""
    found = Token.objects.filter(board_id=standing.board_id).select_related("agency")
    if not standing.may(Permission.KEY_REVOKE_ALL):
        found = found.filter(agency_id__in=standing.agencies_with(Permission.KEY_MAKE))
    return tuple(sorted(found, key=lambda one: (one.revoked_at is not None, one.agency.name, -one.pk)))
