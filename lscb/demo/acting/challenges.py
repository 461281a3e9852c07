"""What the diary says of challenges, done by their actions."""

from collections.abc import Mapping

from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions import challenges as acts
from registers.actions import evidence
from registers.actions.evidence_files import looked_at
from registers.models import Asked, Challenge, Reply
from registers.queries.evidence import About
from registers.queries.origins import Start
from registers.rules.challenges import Verb
from registers.rules.evidence import Kind
from scorecard.models import Signal
from scorecard.rules.periods import parse

_VERDICTS = {"accept": Verb.ACCEPT, "partly": Verb.ACCEPT_PARTLY, "turn down": Verb.NOT_ACCEPT}


def _raise(stage: Stage, entry: Entry) -> None:
    given = entry.given
    ids = [stage.agency(code).pk for code in given["asks"]]
    priority = stage.priority(given.get("priority", ""))
    asks = acts.Question(
        title=given["title"],
        agency_ids=ids,
        lead_id=ids[0],
        question=given.get("question", ""),
        why=given.get("why", ""),
        priority_id=priority.pk if priority else None,
        forum=given.get("forum", ""),
        minute=given.get("minute", ""),
    )
    stage.keep(entry, acts.raise_challenge(asks=asks, start=_start(stage, entry), by=stage.by(entry)))


def _start(stage: Stage, entry: Entry) -> Start:
    """What it comes from: a `signal`, an indicator's latest `figure`, or `of` another thing: [kind, name]."""
    given = entry.given
    if "signal" in given:
        return Start("signal", str(_signal(stage, given["signal"]).pk))
    if "figure" in given:
        return Start("figure", given["figure"])
    if "of" in given:
        origin = stage.origin(entry, given["of"])
        return Start(origin.kind, origin.key)
    return Start()


def _signal(stage: Stage, told: Mapping[str, str]) -> Signal:
    """The county's: of an indicator's `code` and `side`, that `stood` in a period; of an `agency` where many report."""
    period = parse(told["stood"])
    found = Signal.objects.filter(
        indicator__board=stage.board,
        indicator__code=told["code"],
        side=told["side"],
        area__code=stage.board.area_code,
        breakdown="all",
        first__lte=period.first,
        latest_last__gte=period.last,
    )
    return (found.filter(agency__code=told["agency"]) if "agency" in told else found).get()


def _send(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Challenge)
    acts.send(challenge_id=found.pk, days=entry.given.get("days"), by=stage.by(entry))


def _reply(stage: Stage, entry: Entry) -> None:
    agency = stage.agency(entry.by)
    found = stage.its(entry, Challenge)
    acts.reply(challenge_id=found.pk, agency_id=agency.pk, text=entry.given["text"], by=stage.by(entry))


def _judge(stage: Stage, entry: Entry) -> None:
    given = entry.given
    acts.judge(
        reply_id=_latest_reply(stage, entry).pk,
        verdict=_VERDICTS[entry.do],
        words=given.get("words", ""),
        missing=given.get("missing", ""),
        due_on=given.get("due"),
        by=stage.by(entry),
    )


def _latest_reply(stage: Stage, entry: Entry) -> Reply:
    """The latest of the agency whose code is `of`."""
    asked = Asked.objects.get(challenge=stage.its(entry, Challenge), agency=stage.agency(entry.given["of"]))
    return Reply.objects.filter(asked=asked).select_related("asked__challenge__board").latest("pk")


def _move(stage: Stage, entry: Entry) -> None:
    given = entry.given
    asked = Asked.objects.get(challenge=stage.its(entry, Challenge), agency=stage.agency(given["of"]))
    acts.change_date(asked_id=asked.pk, due_on=given["due"], reason=given["reason"], by=stage.by(entry))


def _tell(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Challenge), entry.given
    acts.tell_impact(
        challenge_id=found.pk,
        outcome=given["outcome"],
        impact=given.get("impact", ""),
        chair_words=given.get("words", ""),
        seen=found.version,
        by=stage.by(entry),
    )


def _evidence(stage: Stage, entry: Entry) -> None:
    """For the reply of the agency whose code is `of`, or, without one, of what became better for children."""
    about: About = _latest_reply(stage, entry) if "of" in entry.given else stage.its(entry, Challenge)
    add_evidence(stage, entry, about)


def add_evidence(stage: Stage, entry: Entry, about: About) -> None:
    """One item; a file's name stands with its words, both plain text."""
    given = entry.given
    file = looked_at(name=given["file"], data=given["holds"].encode()) if "file" in given else None
    evidence.add(
        about=about,
        kind=Kind(given["kind"]),
        words=given["words"],
        figure=given.get("figure", ""),
        audit=stage.audit(given.get("audit", "")),
        file=file,
        by=stage.by(entry),
    )


def _close(stage: Stage, entry: Entry) -> None:
    acts.close(challenge_id=stage.its(entry, Challenge).pk, by=stage.by(entry))


def _withdraw(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Challenge)
    acts.withdraw(challenge_id=found.pk, reason=entry.given["reason"], by=stage.by(entry))


VERBS = {
    "raise": _raise,
    "send": _send,
    "reply": _reply,
    **dict.fromkeys(_VERDICTS, _judge),
    "move": _move,
    "tell": _tell,
    "evidence": _evidence,
    "close": _close,
    "withdraw": _withdraw,
}
