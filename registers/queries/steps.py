"""What this room tells of the golden thread: the steps of what is asked about, to those who may know of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from registers.models import Action, Challenge, OriginKind, Watch
from registers.permissions import can_see_actions, can_see_challenges
from registers.queries.actions import actions_seen
from registers.queries.begun import FIGURES
from registers.queries.seen import challenges_seen
from registers.queries.threads import action_steps, threads_of
from registers.rules.challenges import State

#: Of what the room itself keeps, keys are primary keys as text.
INDICATOR, CHALLENGE, ACTION, RISK, AUDIT, MEETING, SECTION_11 = (
    "indicator",
    "challenge",
    "action",
    "risk",
    "audit",
    "meeting",
    "section_11",
)
#: What challenges and actions can be raised from, and a thread be asked of.
_ORIGINS = {
    RISK: OriginKind.RISK,
    AUDIT: OriginKind.AUDIT,
    MEETING: OriginKind.MEETING,
    SECTION_11: OriginKind.SECTION_11,
}


def steps(standing: Standing, references: Iterable[Reference]) -> Mapping[Reference, tuple[Step, ...]]:
    """Every step of the threads each reference belongs to. As many queries for a page of references as for one."""
    asked = set(references)
    if not asked or not can_see_challenges(standing):
        return {}
    actions = _actions(standing, asked)
    challenges = _challenges(standing, asked, actions)
    threads = threads_of(standing, challenges.values())
    found: dict[Reference, dict[Step, None]] = defaultdict(dict)
    for pk, references_of in _told_of(standing, challenges, actions).items():
        for reference in references_of & asked:
            found[reference] |= dict.fromkeys(_told_to(reference, threads[pk].steps))
    for action in actions:
        if action.origin_kind != OriginKind.CHALLENGE:
            told = dict.fromkeys(action_steps(action, board_code=standing.board_code))
            for reference in _of_action(action) & asked:
                found[reference] |= told
    return {reference: tuple(told) for reference, told in found.items()}


def _told_to(reference: Reference, steps: Iterable[Step]) -> Iterable[Step]:
    """An indicator's page knows its own signals and figures."""
    return (one for one in steps if reference.kind != INDICATOR or one.kind not in FIGURES)


def _keys(asked: Iterable[Reference], kind: str) -> list[str]:
    return [one.key for one in asked if one.kind == kind]


def _ids(asked: Iterable[Reference], kind: str) -> list[int]:
    return [int(key) for key in _keys(asked, kind) if key.isdecimal() and len(key) < 10]


def _actions(standing: Standing, asked: set[Reference]) -> list[Action]:
    """The actions that are asked about, and those agreed on risks and in meetings that are."""
    wanted = Q(pk__in=_ids(asked, ACTION))
    for kind, origin in _ORIGINS.items():
        wanted |= Q(origin_kind=origin, origin_key__in=_keys(asked, kind))
    if not any(one.kind in (ACTION, *_ORIGINS) for one in asked) or not can_see_actions(standing):
        return []
    return list(actions_seen(standing).filter(wanted).select_related("agency").order_by("agreed_at", "pk"))


def _challenges(standing: Standing, asked: set[Reference], actions: Iterable[Action]) -> dict[int, Challenge]:
    """The challenges that are asked about or led to from it, oldest first; withdrawn ones tell of nothing else."""
    ids = _ids(asked, CHALLENGE) + [
        int(one.origin_key) for one in actions if one.origin_kind == OriginKind.CHALLENGE
    ]
    wanted = Q(pk__in=ids)
    for kind, origin in _ORIGINS.items():
        wanted |= Q(origin_kind=origin, origin_key__in=_keys(asked, kind)) & ~Q(state=State.WITHDRAWN)
    watches = Watch.objects.filter(
        challenge__board_id=standing.board_id, indicator_code__in=_codes(standing, asked)
    )
    wanted |= Q(pk__in=watches.values("challenge_id")) & ~Q(state=State.WITHDRAWN)
    found = challenges_seen(standing).filter(wanted).select_related("watch")
    return {one.pk: one for one in found.order_by("raised_at", "pk")}


def _codes(standing: Standing, asked: Iterable[Reference]) -> list[str]:
    """The codes of this board's indicators that are asked about: their keys are “board/code”."""
    begins = f"{standing.board_code}/"
    return [key.removeprefix(begins) for key in _keys(asked, INDICATOR) if key.startswith(begins)]


def _told_of(
    standing: Standing, challenges: Mapping[int, Challenge], actions: Iterable[Action]
) -> dict[int, set[Reference]]:
    """Which references each challenge's thread belongs to."""
    found = {}
    for pk, one in challenges.items():
        references = {Reference(CHALLENGE, str(pk))}
        watch: Watch | None = getattr(one, "watch", None)
        if watch is not None and one.state != State.WITHDRAWN:
            references.add(Reference(INDICATOR, f"{standing.board_code}/{watch.indicator_code}"))
        for kind, origin in _ORIGINS.items():
            if one.origin_kind == origin:
                references.add(Reference(kind, one.origin_key))
        found[pk] = references
    for action in actions:
        if action.origin_kind == OriginKind.CHALLENGE and int(action.origin_key) in found:
            found[int(action.origin_key)].add(Reference(ACTION, str(action.pk)))
    return found


def _of_action(action: Action) -> set[Reference]:
    """Which references an action that no challenge led to belongs to."""
    own = {Reference(ACTION, str(action.pk))}
    return own | {
        Reference(kind, action.origin_key)
        for kind, origin in _ORIGINS.items()
        if action.origin_kind == origin
    }
