"""A challenge to two agencies, brought into any state by the real actions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.models import Agency
from agencies.rules.standing import Standing
from registers.actions import challenges
from registers.actions.challenges import Question
from registers.actions.following import challenge_after_actions
from registers.models import Action, Asked, Challenge, Reply
from registers.queries.origins import Start
from registers.rules.challenges import State, Verb
from tests.factories import ActionFactory, WatchFactory

#: Far enough ahead of every test's day.
LATER = date(2018, 7, 2)


@dataclass(frozen=True)
class Board:
    """Who moves a challenge on: the chair, and the leads of the two agencies that are asked."""

    chair: Standing
    lead: Standing
    other: Standing
    lead_agency: Agency
    other_agency: Agency


def question(*agencies: Agency, title: str = "Why are conferences late?", **more: object) -> Question:
    """A question to these agencies, the first of which leads."""
    ids = [one.pk for one in agencies]
    return Question(title=title, agency_ids=ids, lead_id=ids[0] if ids else None, **more)  # type: ignore[arg-type]


def raised(at: Board, *, joint: bool = True, start: Start | None = None, watched: bool = False) -> Challenge:
    """A challenge nobody has been sent yet; with a figure to watch where one is wanted."""
    asked = [at.lead_agency, at.other_agency] if joint else [at.lead_agency]
    found = challenges.raise_challenge(asks=question(*asked), start=start or Start(), by=at.chair)
    if watched:
        WatchFactory(challenge=found)
    return found


def asked_of(challenge: Challenge, agency: Agency) -> Asked:
    """What one agency was asked."""
    return Asked.objects.get(challenge=challenge, agency=agency)


def reply_of(challenge: Challenge, agency: Agency) -> Reply:
    """An agency's latest reply."""
    return Reply.objects.filter(asked__challenge=challenge, asked__agency=agency).latest("pk")


def sent(at: Board, **more: object) -> Challenge:
    """Both agencies owe a reply."""
    found = raised(at, **more)  # type: ignore[arg-type]
    return challenges.send(challenge_id=found.pk, by=at.chair)


def responded(at: Board, **more: object) -> Challenge:
    """Both have replied; the chair has judged neither."""
    found = sent(at, **more)
    for who, agency in ((at.lead, at.lead_agency), (at.other, at.other_agency)):
        if Asked.objects.filter(challenge=found, agency=agency).exists():
            challenges.reply(challenge_id=found.pk, agency_id=agency.pk, text="Two rooms were shut.", by=who)
    return Challenge.objects.get(pk=found.pk)


def judged(
    at: Board, found: Challenge, verdict: Verb = Verb.ACCEPT, *, only: Collection[Agency] = ()
) -> Challenge:
    """The replies that wait are judged alike."""
    waiting = Reply.objects.filter(asked__challenge=found, verdict="").order_by("pk")
    for reply in waiting.filter(asked__agency__in=only) if only else waiting:
        more: dict[str, object] = (
            {"missing": "Since when?", "due_on": LATER} if verdict is not Verb.ACCEPT else {}
        )
        challenges.judge(reply_id=reply.pk, verdict=verdict, by=at.chair, **more)  # type: ignore[arg-type]
    return Challenge.objects.get(pk=found.pk)


@transaction.atomic
def agreed(at: Board, found: Challenge, **more: object) -> Action:
    """An action agreed on it."""
    action: Action = ActionFactory(
        board=found.board, origin_kind="challenge", origin_key=str(found.pk), agency=at.lead_agency, **more
    )
    challenge_after_actions(challenge_id=found.pk, by=at.chair.actor)
    return action


def under_way(at: Board) -> Challenge:
    """Its replies are accepted and an action was agreed."""
    found = judged(at, responded(at))
    agreed(at, found)
    return Challenge.objects.get(pk=found.pk)


def watching(at: Board) -> Challenge:
    """Its replies are accepted, no action was agreed, and a figure is watched."""
    return judged(at, responded(at, watched=True))


def told(at: Board, found: Challenge, chair_words: str = "") -> Challenge:
    """What came of it is written down."""
    found.refresh_from_db()
    return challenges.tell_impact(
        challenge_id=found.pk, outcome="One desk books.", impact="No child waits for a plan.",
        chair_words=chair_words, seen=found.version, by=at.chair,
    )  # fmt: skip


def closed(at: Board) -> Challenge:
    """It is closed, and watched a figure."""
    found = told(at, watching(at))
    return challenges.close(challenge_id=found.pk, by=at.chair)


def withdrawn(at: Board) -> Challenge:
    """It was withdrawn after it was sent."""
    found = sent(at)
    return challenges.withdraw(challenge_id=found.pk, reason="Asked in error.", by=at.chair)


IN = {
    State.RAISED: raised,
    State.AWAITING: sent,
    State.RESPONDED: responded,
    State.UNDER_WAY: under_way,
    State.WATCHING: watching,
    State.CLOSED: closed,
    State.WITHDRAWN: withdrawn,
}
