"""The self-assessments a board waits for, and who hears of each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from agencies.models import Membership
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from registers.models import Assessment, Assignment
from registers.queries.settings import register_settings
from registers.rules.ladder import Ladder, days_overdue
from registers.rules.section_11.hearing import who_hears
from registers.rules.section_11.parts import PART_WORDS, WRITERS, Part
from registers.rules.section_11.states import WRITABLE, State

#: What is owed: a self-assessment by whoever is asked; to send it, by the office.
ASSESSMENT, SENDING = "assessment", "sending"
EVERYTHING = Q()


@dataclass(frozen=True, slots=True)
class Awaited:
    """One self-assessment that is not submitted: how late, who hears of it with an account, and who by a link.

    `writers` are all who may write in it and have an account, whether they hear of it yet or not.
    """

    assessment: Assessment
    late: int
    people: tuple[int, ...]
    by_link: tuple[Assignment, ...]
    writers: tuple[int, ...]

    @property
    def reference(self) -> str:
        """What people call it: the cycle’s name."""
        return self.assessment.cycle.name

    @property
    def linked(self) -> tuple[str, ...]:
        """Who hears of it by a link, in words that name nobody: “the author”."""
        return tuple(dict.fromkeys(f"the {PART_WORDS[Part(one.part)].lower()}" for one in self.by_link))


def awaited(board_id: int, which: Q = EVERYTHING) -> tuple[Awaited, ...]:
    """Everything that was sent and is not submitted, in cycles under way, the earliest first. Four queries at most."""
    asked = _asked(board_id).filter(which).exclude(state=State.NOT_SENT.value)
    found = list(asked.order_by("due_on", "pk"))
    if not found:
        return ()
    ladder, here, today = register_settings(board_id).ladder, present(board_id), clock.today()
    return tuple(_awaited(one, ladder, here, today) for one in found)


def awaited_of(standing: Standing) -> tuple[Awaited, ...]:
    """What somebody may have to do with: they have a part in it, or lead its organisation. Asked of each in a round."""
    own = Assignment.objects.filter(person_id=standing.person_id, ended_at__isnull=True)
    leading = standing.agencies_with(Permission.CHALLENGE_REPLY)
    return awaited(standing.board_id, Q(pk__in=own.values("assessment_id")) | Q(agency_id__in=leading))


def not_sent(board_id: int) -> tuple[Assessment, ...]:
    """What was launched and could not be sent: there is nobody to send it to."""
    return tuple(_asked(board_id).filter(state=State.NOT_SENT.value).order_by("cycle_id", "agency__name"))


def asked_by_name(board_id: int, agency_id: int) -> tuple[tuple[str, str, str], ...]:
    """Everybody with a part in what is awaited of an organisation, for the telephone: name, part, address."""
    return tuple(
        (each.name, f"{PART_WORDS[Part(each.part)]}, Section 11 self-assessment", each.email)
        for one in _asked(board_id).filter(agency_id=agency_id)
        for each in one.now  # type: ignore[attr-defined]
        if Part(each.part) in WRITERS
    )


def present(board_id: int) -> frozenset[int]:
    """The ids of everybody who has a part in this board today, and so comes without a link."""
    day = clock.today()
    rows = Membership.objects.filter(board_id=board_id, since__lte=day, person__is_active=True)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=day))
    return frozenset(rows.values_list("person_id", flat=True))


def _asked(board_id: int) -> QuerySet[Assessment]:
    day = clock.today()
    now = Assignment.objects.filter(ended_at__isnull=True, since__lte=day)
    now = now.filter(Q(until__isnull=True) | Q(until__gt=day)).order_by("pk")
    return (
        Assessment.objects.filter(
            cycle__board_id=board_id,
            cycle__launched_at__isnull=False,
            cycle__closed_at__isnull=True,
            left_out_at__isnull=True,
            state__in=[one.value for one in WRITABLE],
        )
        .select_related("cycle__board", "agency")
        .prefetch_related(Prefetch("assignments", queryset=now, to_attr="now"))
    )


def _awaited(one: Assessment, ladder: Ladder, here: frozenset[int], today: date) -> Awaited:
    late = days_overdue(one.due_on, today)
    now: list[Assignment] = one.now  # type: ignore[attr-defined]
    parts = who_hears((Part(each.part) for each in now), late=late, kindly=one.kindly, ladder=ladder)
    hearing = [each for each in now if Part(each.part) in parts]
    return Awaited(
        assessment=one,
        late=late,
        people=_ids(hearing, here),
        by_link=tuple(each for each in hearing if each.person_id is None),
        writers=_ids([each for each in now if Part(each.part) in WRITERS], here),
    )


def _ids(those: list[Assignment], here: frozenset[int]) -> tuple[int, ...]:
    return tuple(
        dict.fromkeys(one.person_id for one in those if one.person_id is not None and one.person_id in here)
    )
