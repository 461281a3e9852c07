"""What the diary says of actions, done by their own verbs."""

from lscb.demo.acting.challenges import add_evidence
from lscb.demo.acting.reviews import agree_on_recommendation
from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions import follow_through as acts
from registers.models import Action


def _agree(stage: Stage, entry: Entry) -> None:
    """`of` is what it comes from, `to` an agency's code; without one it is the business manager's."""
    given = entry.given
    if given["of"][0] == "recommendation":
        stage.keep(entry, agree_on_recommendation(stage, entry))
        return
    made = acts.agree(
        board=stage.board,
        origin=stage.origin(entry, given["of"]),
        text=given["text"],
        agency=stage.agency(given["to"]) if "to" in given else None,
        owner=None if "to" in given else stage.person("manager"),
        due_on=given["due"],
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _note(stage: Stage, entry: Entry) -> None:
    acts.note(action_id=stage.its(entry, Action).pk, text=entry.given["text"], by=stage.by(entry))


def _complete(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Action)
    acts.complete(
        action_id=found.pk,
        words=entry.given["words"],
        check_on=entry.given.get("check"),
        seen=found.version,
        by=stage.by(entry),
    )


def _embed(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Action)
    acts.embed(action_id=found.pk, words=entry.given["words"], seen=found.version, by=stage.by(entry))


def _move(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Action), entry.given
    acts.change_date(
        action_id=found.pk,
        due_on=given["due"],
        reason=given["reason"],
        seen=found.version,
        by=stage.by(entry),
    )


def _take_up(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Action), entry.given
    acts.take_up(
        action_id=found.pk,
        due_on=given["due"],
        reason=given["reason"],
        seen=found.version,
        by=stage.by(entry),
    )


def _drop(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Action)
    acts.drop(action_id=found.pk, reason=entry.given["reason"], seen=found.version, by=stage.by(entry))


def _evidence(stage: Stage, entry: Entry) -> None:
    add_evidence(stage, entry, stage.its(entry, Action))


VERBS = {
    "agree": _agree,
    "note": _note,
    "complete": _complete,
    "embed": _embed,
    "move": _move,
    "take up": _take_up,
    "drop": _drop,
    "evidence": _evidence,
}
