"""What the demonstration's board enters and writes for its annual report: the facts of the year, texts, comments."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from agencies.models import Agency, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from reports.actions import authors, comments, facts, texts
from reports.models import Report
from reports.rules.facts import Fact

#: The texts that somebody is asked for are due so long after they were asked.
_DUE = timedelta(days=25)


def enter(report: Report, *, agencies: Mapping[str, Agency], standings: Mapping[str, Standing]) -> None:
    """Enter all of it, as the office and each author would; `standings` by the first part of their sign-ins."""
    told = tomllib.loads(Path(__file__).with_name("annual.toml").read_text())
    _facts(told, report, agencies, standings["manager"])
    for one in told["texts"]:
        _text(one, report, standings)
    for one in told["comments"]:
        comments.say(report_id=report.pk, section=one["section"], text=one["text"], by=standings[one["by"]])


def _facts(told: Mapping[str, Any], report: Report, agencies: Mapping[str, Agency], by: Standing) -> None:
    def keep(fact: Fact, **given: object) -> None:
        facts.keep(fact=fact, board=report.board, year=report.year, given=given, by=by)

    for whose, amount, in_kind in told["contributions"]:
        agency = agencies.get(whose)
        source = "" if agency else whose
        keep(
            Fact.CONTRIBUTION,
            agency=agency,
            source=source,
            amount=Decimal(amount) if amount else None,
            in_kind=in_kind,
        )
    for line, about, amount in told["costs"]:
        keep(Fact.COST, line=line, about=about, amount=Decimal(amount))
    for one in told["groups"]:
        keep(Fact.SUB_GROUP, **one)
    for one in told["voices"]:
        day: date = one["on"]
        keep(Fact.VOICE, said_on=day, **{name: text for name, text in one.items() if name != "on"})


def _text(one: Mapping[str, Any], report: Report, standings: Mapping[str, Standing]) -> None:
    author = standings[one["by"]]
    asked = None
    if one.get("ask"):
        asked = authors.ask(
            report_id=report.pk,
            section=one["section"],
            author=Person.objects.get(pk=author.person_id),
            due_on=clock.today() + _DUE,
            by=standings["manager"],
        )
    written = texts.write(report_id=report.pk, section=one["section"], text=one["text"], by=author)
    if asked is not None and one.get("signed"):
        authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=written.pk, by=author)
