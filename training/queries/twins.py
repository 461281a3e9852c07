"""Learners who may be one person: the same name under two addresses. A suggestion only, never acted on by itself."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count
from django.db.models.functions import Lower

from agencies.rules.standing import Standing
from training.models import Learner, NotTheSame
from training.permissions import can_see_learners

#: So many pairs are shown at once: the rest follow as these are decided.
MOST = 100


@dataclass(frozen=True, slots=True)
class Twin:
    """One of the two: where they work, as what, and how many bookings they have."""

    pk: int
    name: str
    email: str
    agency: str
    profession: str
    bookings: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries of one name."""

    one: Twin
    other: Twin

    @property
    def both(self) -> tuple[Twin, Twin]:
        """The two, the one entered first before the other."""
        return self.one, self.other


def pairs(by: Standing) -> tuple[Pair, ...]:
    """Entries of one name with two addresses, whom nobody has told apart yet."""
    can_see_learners(by).demand()
    here = Learner.objects.filter(
        board_id=by.board_id, erased_at__isnull=True, merged_into__isnull=True
    ).exclude(name="")
    names = (
        here.annotate(said=Lower("name"))
        .values("said")
        .annotate(many=Count("pk"))
        .filter(many__gt=1)
        .order_by("said")
        .values_list("said", flat=True)[:MOST]
    )
    rows = (
        here.annotate(said=Lower("name"), many=Count("bookings"))
        .filter(said__in=list(names))
        .select_related("agency", "profession")
        .order_by("said", "pk")
    )
    groups: dict[str, list[Learner]] = defaultdict(list)
    for one in rows:
        groups[one.name.lower()].append(one)
    told_apart = set(NotTheSame.objects.filter(one__board_id=by.board_id).values_list("one_id", "other_id"))
    return tuple(
        Pair(_twin(one), _twin(other))
        for group in groups.values()
        for one, other in combinations(group, 2)
        if (one.pk, other.pk) not in told_apart
    )[:MOST]


def _twin(one: Learner) -> Twin:
    return Twin(
        pk=one.pk,
        name=one.name,
        email=one.email,
        agency=one.agency.name,
        profession=one.profession.name if one.profession else "",
        bookings=getattr(one, "many", 0),
    )
