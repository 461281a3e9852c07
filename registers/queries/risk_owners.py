"""Who may be named as a risk's owner: people who see the register, at this board, today."""

from django.db.models import Q, QuerySet

from agencies.models import Membership, Person
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.verdict import ALLOWED, Verdict, refused


def _roles(permission: Permission) -> list[str]:
    return [role.value for role in Role if permission in BUNDLES[role].permissions]


def people_with(board_id: int, permission: Permission) -> QuerySet[Person]:
    """Those who may do this at the board today, by name."""
    day = clock.today()
    held = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        board_id=board_id,
        role__in=_roles(permission),
        since__lte=day,
    )
    return Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by("name", "pk")


def possible_risk_owners(board_id: int) -> tuple[Person, ...]:
    """Everybody to whom a risk may be given by name."""
    return tuple(people_with(board_id, Permission.RISKS_SEE))


def may_own_risk(person: Person, board_id: int) -> Verdict:
    """Whether a risk may be this person's."""
    if people_with(board_id, Permission.RISKS_SEE).filter(pk=person.pk).exists():
        return ALLOWED
    return refused(f"{person.name} does not see the risk register, and so cannot own a risk.")
