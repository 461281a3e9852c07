"""What moved in the registers since a moment, from the record: challenges, actions, and figures that are watched.

Kind, reference and moment only, for the digest: never a title, a verdict or a value.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from agencies.models import Board, Entry
from agencies.thread import Moved
from registers.models import Action, Asked, Challenge, Watch
from registers.queries.addresses import address
from registers.rules.challenges import State
from registers.rules.watching import counts
from scorecard.models import Figure
from scorecard.rules.figures import Kind as FigureKind

CHALLENGE, ACTION = "challenge", "action"
#: What the record calls it, and what a digest does.
WORDS = {
    "challenges.send": "Challenge sent",
    "challenges.reply": "Reply came",
    "challenges.judge": "Reply judged",
    "challenges.change_date": "Date of a reply changed",
    "challenges.take_back": "Agency no longer asked",
    "challenges.close": "Challenge closed",
    "challenges.reopen": "Challenge opened again",
    "challenges.withdraw": "Challenge withdrawn",
    "actions.agree": "Action agreed",
    "actions.change_date": "Date of an action changed",
    "actions.complete": "Action finished",
    "actions.embed": "Action checked",
    "actions.take_up": "Action taken up again",
    "actions.drop": "Action dropped",
}
FIGURES = "Figures came, result so far"


def moved(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened after `since`, up to `until`: from at most seven queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    entries = list(
        Entry.objects.filter(board_code=code, at__gt=since, at__lte=until, verb__in=WORDS).order_by(
            "at", "pk"
        )
    )
    return (*_challenges(code, entries), *_actions(code, entries), *_figures(board_id, code, since, until))


def _ids(entries: Iterable[Entry], kind: str) -> set[int]:
    return {int(one.reference) for one in entries if one.kind == kind}


def _challenges(code: str, entries: list[Entry]) -> Iterator[Moved]:
    found = Challenge.objects.in_bulk(_ids(entries, CHALLENGE))
    asked = _asked(found)
    for one in entries:
        challenge = found.get(int(one.reference)) if one.kind == CHALLENGE else None
        if challenge is not None:
            yield _of_challenge(code, challenge, asked, WORDS[one.verb], one.at, one.by_id)


def _of_challenge(
    code: str,
    challenge: Challenge,
    asked: dict[int, frozenset[int]],
    words: str,
    at: datetime,
    by_id: int | None,
) -> Moved:
    return Moved(
        words=words,
        reference=challenge.reference,
        at=at,
        url=address("registers:challenge", code, challenge.number),
        agencies=asked[challenge.pk],
        by_id=by_id,
    )


def _asked(challenges: Iterable[int]) -> dict[int, frozenset[int]]:
    """Whom each of these was sent to; nobody, where it is not sent yet."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Asked.objects.filter(challenge_id__in=list(challenges), challenge__sent_at__isnull=False)
    for challenge_id, agency_id in rows.values_list("challenge_id", "agency_id"):
        found[challenge_id].add(agency_id)
    return defaultdict(frozenset, {pk: frozenset(agencies) for pk, agencies in found.items()})


def _actions(code: str, entries: list[Entry]) -> Iterator[Moved]:
    found = Action.objects.in_bulk(_ids(entries, ACTION))
    for one in entries:
        action = found.get(int(one.reference)) if one.kind == ACTION else None
        if action is not None:
            yield Moved(
                words=WORDS[one.verb],
                reference=action.reference,
                at=one.at,
                url=address("registers:action", code, action.number),
                agencies=frozenset({action.agency_id} if action.agency_id else ()),
                people=frozenset({action.owner_id} if action.owner_id else ()),
                by_id=one.by_id,
            )


def _figures(board_id: int, code: str, since: datetime, until: datetime) -> Iterator[Moved]:
    """One for each challenge whose watched figure has come: of a time that counts, after the action."""
    watches = list(
        Watch.objects.filter(
            challenge__board_id=board_id,
            challenge__state__in=[State.UNDER_WAY, State.WATCHING],
            since__isnull=False,
        ).select_related("challenge")
    )
    if not watches:
        return
    came = list(
        Figure.objects.filter(
            indicator__board_id=board_id,
            indicator__code__in={one.indicator_code for one in watches},
            submission__released_at__gt=since,
            submission__released_at__lte=until,
            superseded_by__isnull=True,
        ).select_related("indicator", "submission", "area")
    )
    asked = _asked(one.challenge_id for one in watches)
    for one in watches:
        at = [each.submission.released_at or until for each in came if _is_watched(each, one)]
        if at:
            yield _of_challenge(code, one.challenge, asked, FIGURES, max(at), None)


def _is_watched(figure: Figure, watch: Watch) -> bool:
    snapshot = figure.indicator.kind == FigureKind.SNAPSHOT
    return (
        figure.indicator.code == watch.indicator_code
        and watch.agency_id in (None, figure.agency_id)
        and figure.area.code == watch.area_code
        and figure.breakdown == watch.breakdown
        and watch.since is not None
        and counts(first=figure.first, last=figure.last, snapshot=snapshot, since=watch.since)
    )
