"""The year's facts: contributions, costs, sub-groups and what children and families said. Kept, changed, removed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import demand_newest
from registers.actions.words import REASON, line, said
from registers.queries.owners import agencies_ever
from reports.models import Contribution, Cost, SubGroup, Voice
from reports.permissions import can_edit
from reports.rules.facts import NOUNS, Fact, years_kept

AnyFact = Contribution | Cost | SubGroup | Voice
MODELS: Mapping[Fact, type[AnyFact]] = {
    Fact.CONTRIBUTION: Contribution,
    Fact.COST: Cost,
    Fact.SUB_GROUP: SubGroup,
    Fact.VOICE: Voice,
}


@transaction.atomic
def keep(
    *,
    fact: Fact,
    board: Board,
    year: int,
    given: Mapping[str, Any],
    by: Standing,
    pk: int | None = None,
    seen: int = 0,
) -> AnyFact:
    """Enter one fact of a year April to March, or change the one of this `pk` that was at version `seen`.

    `given` holds the fields of its kind. Raises `Refused` for words that could identify a child, for a year nobody
    reports on, and for what is incomplete; `Overtaken` where somebody else changed it meanwhile.
    """
    can_edit(by).demand()
    if board.pk != by.board_id:
        raise Refused("Facts are entered at one’s own board.")
    if year not in years_kept(clock.today()):
        raise Refused("Choose this year or one of the last five.")
    kept = MODELS[fact](board=board) if pk is None else _held(fact, pk, by)
    if pk is not None:
        demand_newest(seen=seen, version=kept.version)
        kept.version += 1
    _FILL[fact](kept, year, given)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        raise Refused("There is a group of this name in that year already.") from None
    verb = "Changed" if pk is not None else "Entered"
    _enter("keep", f"{verb} the {NOUNS[fact]} “{kept}”.", kept, by)
    return kept


@transaction.atomic
def remove(*, fact: Fact, pk: int, seen: int, by: Standing) -> None:
    """Take one fact out again; its history stays."""
    can_edit(by).demand()
    kept = _held(fact, pk, by)
    demand_newest(seen=seen, version=kept.version)
    _enter("remove", f"Removed the {NOUNS[fact]} “{kept}”.", kept, by)
    kept.delete()


def _held(fact: Fact, pk: int, by: Standing) -> AnyFact:
    found: AnyFact | None = (
        MODELS[fact].objects.select_for_update(of=("self",)).filter(pk=pk, board_id=by.board_id).first()
    )
    if found is None:
        raise Refused("It is not there any more: somebody else removed it.")
    return found


def _fill_contribution(kept: Any, year: int, given: Mapping[str, Any]) -> None:
    agency: Agency | None = given.get("agency")
    if agency is not None and agency not in agencies_ever(kept.board_id):
        raise Refused("That agency has never had a seat at this board.")
    kept.agency, kept.year = agency, year
    kept.source = "" if agency else line(given.get("source", ""), empty="Say who gave it.")
    kept.amount, kept.in_kind = given.get("amount"), said(given.get("in_kind", ""))
    if kept.amount is None and not kept.in_kind:
        raise Refused("Enter an amount, or what was given in kind.")


def _fill_cost(kept: Any, year: int, given: Mapping[str, Any]) -> None:
    if given.get("about") not in Cost.About.values or given.get("amount") is None:
        raise Refused("Say what kind of cost it is, and the amount.")
    kept.year, kept.about, kept.amount = year, given["about"], given["amount"]
    kept.line = line(given.get("line", ""), empty="Say what it was spent on.")


def _fill_sub_group(kept: Any, year: int, given: Mapping[str, Any]) -> None:
    kept.year, kept.meetings = year, given.get("meetings")
    kept.name = line(given.get("name", ""), empty="Enter the group’s name.")
    kept.chair = line(given.get("chair", ""))
    kept.purpose, kept.did = (
        said(given.get("purpose", ""), longest=2 * REASON),
        said(given.get("did", ""), longest=2 * REASON),
    )


def _fill_voice(kept: Any, year: int, given: Mapping[str, Any]) -> None:
    day = given.get("said_on")
    if not isinstance(day, date) or not date(year, 4, 1) <= day <= date(year + 1, 3, 31):
        raise Refused(f"Enter a day of the year from April {year} to March {year + 1}.")
    if day > clock.today():
        raise Refused("That day is still to come.")
    kept.said_on = day
    kept.who = line(given.get("who", ""), empty="Say which group said it.")
    kept.source = line(given.get("source", ""), empty="Say where it was said.")
    kept.said = said(given.get("said", ""), empty="Write what they said.", longest=2 * REASON)
    kept.did = said(given.get("did", ""), longest=2 * REASON)


_FILL = {
    Fact.CONTRIBUTION: _fill_contribution,
    Fact.COST: _fill_cost,
    Fact.SUB_GROUP: _fill_sub_group,
    Fact.VOICE: _fill_voice,
}


def _enter(verb: str, words: str, kept: AnyFact, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"facts.{verb}",
        kind=f"report-{type(kept).__name__.lower()}",
        reference=kept.pk,
        board_code=by.board_code,
        words=words,
        details={"version": kept.version},
    )
