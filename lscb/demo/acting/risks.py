"""What the diary says of risks, done by the register's actions."""

from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions import dismissals
from registers.actions import risks as acts
from registers.actions.risks import Judged
from registers.models import Challenge, Control, Risk, RiskLink, Score
from registers.queries.checks import current_findings
from registers.rules.checks import Check


def _raise(stage: Stage, entry: Entry) -> None:
    """Scores are [likelihood, impact]. Without an `agency` a risk is the board's own office's."""
    given = entry.given
    words = acts.Words(
        title=given["title"],
        cause=given["cause"],
        event=given["event"],
        consequence=given["consequence"],
        priority=stage.priority(given.get("priority", "")),
        agency=stage.agency(given["agency"]) if "agency" in given else None,
        owner=stage.person(given["owner"]) if "owner" in given else None,
    )
    made = acts.raise_risk(
        words=words,
        before=Judged(*given["before"]),
        now=Judged(*given["now"]),
        target=Judged(*given["target"]),
        review_on=given["review"],
        control=given.get("control", ""),
        assurance=given.get("assurance", ""),
        gap=given.get("gap", ""),
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _score(stage: Stage, entry: Entry) -> None:
    """As it is now. A fall names its new control, or says `without`."""
    given = entry.given
    acts.score(
        risk_id=stage.its(entry, Risk).pk,
        moment=Score.Moment.NOW,
        judged=Judged(*given["now"]),
        why=given["why"],
        control=given.get("control", ""),
        assurance=given.get("assurance", ""),
        gap=given.get("gap", ""),
        without=given.get("without", False),
        by=stage.by(entry),
    )


def _control(stage: Stage, entry: Entry) -> None:
    given = entry.given
    acts.add_control(
        risk_id=stage.its(entry, Risk).pk,
        text=given["text"],
        assurance=given.get("assurance", ""),
        gap=given.get("gap", ""),
        by=stage.by(entry),
    )


def _end_control(stage: Stage, entry: Entry) -> None:
    """The oldest that holds: the one the risk was raised with."""
    found = stage.its(entry, Risk)
    control = Control.objects.filter(risk=found, ended_at=None).earliest("pk")
    acts.end_control(risk_id=found.pk, control_id=control.pk, why=entry.given["reason"], by=stage.by(entry))


def _review(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Risk), entry.given
    acts.review(risk_id=found.pk, text=given["text"], next_on=given["next"], by=stage.by(entry))


def _accept(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Risk), entry.given
    acts.accept(risk_id=found.pk, until=given.get("until"), why=given["reason"], by=stage.by(entry))


def _link(stage: Stage, entry: Entry) -> None:
    """To indicators by code, and to challenges by the diary's names."""
    found = stage.its(entry, Risk)
    linked = [(RiskLink.Kind.INDICATOR, code) for code in entry.given.get("indicators", ())]
    for name in entry.given.get("challenges", ()):
        linked.append((RiskLink.Kind.CHALLENGE, str(stage.thing("challenge", name, Challenge).number)))
    for kind, key in linked:
        acts.link(risk_id=found.pk, kind=kind, key=key, by=stage.by(entry))


def _let_stand(stage: Stage, entry: Entry) -> None:
    """What a standing check finds about it may stand."""
    found, check = stage.its(entry, Risk), Check(entry.given["check"])
    marks = (
        one.mark for one in current_findings(stage.board.pk) if (one.check, one.key) == (check, found.pk)
    )
    dismissals.dismiss(
        check=check, key=found.pk, mark=next(marks), reason=entry.given["reason"], by=stage.by(entry)
    )


def _archive(stage: Stage, entry: Entry) -> None:
    acts.archive(risk_id=stage.its(entry, Risk).pk, why=entry.given["reason"], by=stage.by(entry))


VERBS = {
    "raise": _raise,
    "score": _score,
    "control": _control,
    "end control": _end_control,
    "review": _review,
    "accept": _accept,
    "link": _link,
    "let stand": _let_stand,
    "archive": _archive,
}
