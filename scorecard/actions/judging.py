"""What people do about signals: see them, ask the agency for more, judge what it says."""

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from agencies import mail
from agencies.actions import record
from agencies.queries.people import emails_with
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.screening import demand_no_child
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from scorecard.models import Area, Commentary, Explanation, Indicator, Judgement, Signal
from scorecard.permissions import can_challenge, can_judge, can_see_signals
from scorecard.rules.judging import FROM, Judged, may_become
from scorecard.rules.periods import Period

#: What an explanation the chair asks for is called among the findings of files.
ASKED = "asked-by-chair"
LONGEST = 2000


@transaction.atomic
def see(*, signal_ids: Collection[int], by: Standing) -> int:
    """Say that the board has seen these signals; returns how many were new. Those seen before stay as they are."""
    can_see_signals(by).demand()
    new = list(
        Signal.objects.select_for_update(of=("self",))
        .filter(pk__in=signal_ids, indicator__board_id=by.board_id, state=Signal.State.NEW)
        .select_related("indicator")
        .order_by("pk")
    )
    for one in new:
        one.state, one.seen_at, one.seen_by = Signal.State.SEEN, clock.now(), by.actor.words
    Signal.objects.bulk_update(new, ["state", "seen_at", "seen_by"])
    if new:
        codes = ", ".join(dict.fromkeys(one.indicator.code for one in new))
        _enter(by, "signals.see", "board", by.board_id, f"Saw {len(new)} new signal{_s(len(new))}: {codes}.")
    return len(new)


@transaction.atomic
def ask_for_more(
    *,
    indicator: Indicator,
    agency_id: int,
    area: Area | None,
    breakdown: str,
    period: Period,
    text: str,
    by: Standing,
) -> Explanation:
    """Ask an agency to explain a figure. It owes an answer from then on, and its leads get a letter.

    Raises `Refused` when it is empty, too long, could identify a child, or is asked of a figure of another board.
    """
    can_judge(by).demand()
    said = _sound(text, "Write what you would like to know.")
    if indicator.board_id != by.board_id:
        raise Refused("That figure is another board’s.")
    asked = Explanation.objects.create(
        board_id=by.board_id,
        agency_id=agency_id,
        indicator=indicator,
        area=area,
        breakdown=breakdown,
        first=period.first,
        last=period.last,
        code=ASKED,
        asked=said,
        asked_at=clock.now(),
        asked_by=by.actor.words,
    )
    _enter(
        by,
        "judging.ask_for_more",
        "indicator",
        indicator.pk,
        f"Asked about {indicator.code}, {period.label}: {said}",
    )
    _tell(asked, by)
    return asked


@transaction.atomic
def judge(*, commentary_id: int, accepted: bool, words: str, by: Standing) -> Judgement:
    """Take a commentary as the explanation of its figure, or say what is missing. The last word counts.

    Accepted, the signals its agency's line of that indicator had by then are explained. Not accepted, the agency is
    asked again. Raises `Refused` without words where they are needed.
    """
    can_judge(by).demand()
    told = Commentary.objects.select_related("indicator").get(
        pk=commentary_id, indicator__board_id=by.board_id
    )
    said = _sound(words, "Say what is missing.") if words.strip() or not accepted else ""
    judgement, _ = Judgement.objects.update_or_create(
        commentary=told,
        defaults={
            "accepted": accepted,
            "words": said,
            "judged_at": clock.now(),
            "judged_by_id": by.person_id,
            "judged_words": by.actor.words,
        },
    )
    verdict = "Accepted" if accepted else "Did not accept"
    text = (
        f"{verdict} the commentary on {told.indicator.code}, {told.first:%B %Y} to {told.last:%B %Y}. {said}"
    )
    _enter(by, "judging.judge", "indicator", told.indicator_id, text.strip())
    if accepted:
        _explain(told, by)
    else:
        _ask_again(told, said, by)
    return judgement


@transaction.atomic
def mark_challenged(*, signal_id: int, reference: str, by: Standing) -> Signal:
    """Note the challenge a signal has led to. The registers room calls this when the challenge is raised."""
    can_challenge(by).demand()
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal_id, indicator__board_id=by.board_id)
    may_become(Judged(signal.state), Judged.CHALLENGED).demand()
    signal.state, signal.challenge = Signal.State.CHALLENGED, reference
    signal.settled_at, signal.settled_by = clock.now(), by.actor.words
    signal.save(update_fields=["state", "challenge", "settled_at", "settled_by"])
    _enter(by, "signals.mark_challenged", "signal", signal.pk, f"The signal led to {reference}.")
    return signal


@transaction.atomic
def unmark_challenged(*, signal_id: int, reference: str, by: Standing) -> bool:
    """Let a signal be asked about again when the challenge it led to was withdrawn; whether it was that one's."""
    can_challenge(by).demand()
    signal = (
        Signal.objects.select_for_update(of=("self",))
        .filter(pk=signal_id, indicator__board_id=by.board_id, challenge=reference)
        .first()
    )
    if signal is None or signal.state != Signal.State.CHALLENGED:
        return False
    signal.state, signal.challenge = Signal.State.SEEN, ""
    signal.settled_at, signal.settled_by = None, ""
    signal.save(update_fields=["state", "challenge", "settled_at", "settled_by"])
    _enter(by, "signals.unmark_challenged", "signal", signal.pk, f"{reference} was withdrawn.")
    return True


def _explain(told: Commentary, by: Standing) -> None:
    Signal.objects.filter(
        indicator__board_id=by.board_id,
        indicator__code=told.indicator.code,
        agency_id=told.agency_id,
        first__lte=told.last,
        latest_last__gte=told.first,
        state__in=[one.value for one in FROM[Judged.EXPLAINED]],
    ).update(state=Signal.State.EXPLAINED, commentary=told, settled_at=clock.now(), settled_by=by.actor.words)


def _ask_again(told: Commentary, said: str, by: Standing) -> None:
    asked = Explanation.objects.create(
        board_id=by.board_id,
        agency_id=told.agency_id,
        indicator_id=told.indicator_id,
        first=told.first,
        last=told.last,
        code=ASKED,
        asked=said,
        asked_at=clock.now(),
        asked_by=by.actor.words,
    )
    _tell(asked, by)


def _tell(asked: Explanation, by: Standing) -> None:
    """A letter to the agency's leads: that they are asked, when, and where. Never what, nor of which figure."""
    page = settings.PUBLIC_URL + reverse("scorecard:explanations", args=[by.board_code])
    chair = by.word(Idea.CHAIR_BRIEF).inside
    for to in emails_with(asked.board_id, Permission.COMMENTARY_WRITE, asked.agency_id):
        mail.queue(
            to=to,
            subject=f"{by.board_name}: the {chair} asks for an explanation (E-{asked.pk})",
            text=(
                f"On {asked.asked_at:%-d %B %Y} you were asked to explain a figure (E-{asked.pk}). "
                f"Read and answer:\n{page}\n"
            ),
        )


def _sound(text: str, empty: str) -> str:
    said = text.strip()
    if not said:
        raise Refused(empty)
    if len(said) > LONGEST:
        raise Refused(f"This is longer than {LONGEST:,} characters. Say it shorter.")
    demand_no_child(said)
    return said


def _enter(by: Standing, verb: str, kind: str, reference: int, words: str) -> None:
    record.enter(
        by=by.actor, verb=verb, kind=kind, reference=reference, board_code=by.board_code, words=words
    )


def _s(number: int) -> str:
    return "" if number == 1 else "s"
