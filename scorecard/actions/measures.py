"""Changing what is said of a measure: words, targets, breaks; whom a board compares itself with; small numbers."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import signals
from scorecard.actions.measured import demand_beginning, demand_place, enter_of_indicator, own_indicator
from scorecard.models import Area, Break, ComparatorSet, Indicator, SmallNumbers, Target
from scorecard.permissions import can_set_scorecard
from scorecard.rules.definitions import WORDS, changed, listed

#: Counts hidden at the least, whatever a board would rather show.
LEAST_HIDDEN = 5


@transaction.atomic
def reword(*, indicator_id: int, words: Mapping[str, Any], by: Standing) -> Indicator:
    """Change what an indicator is called, why it matters, who owns it, how near is near. No new version."""
    indicator = own_indicator(indicator_id, by)
    names = changed(indicator, words, WORDS)
    if not names:
        raise Refused("Nothing of it was changed.")
    if not words.get("title", indicator.title).strip():
        raise Refused("Give the indicator a title.")
    if {"owner", "perspective"} & set(names):
        demand_place(
            owner=words.get("owner", indicator.owner),
            perspective=words.get("perspective", indicator.perspective),
            by=by,
        )
    for name in names:
        setattr(indicator, name, words[name])
    indicator.save(update_fields=names)
    enter_of_indicator(by, "measures.reword", indicator, f"Changed {listed(names)} of {indicator.code}.")
    return indicator


@transaction.atomic
def set_target(*, indicator_id: int, year: int, value: Decimal | None, by: Standing) -> None:
    """Set what the board wants of an indicator in one year (2017 is April 2017 to March 2018); None takes it away."""
    indicator = own_indicator(indicator_id, by)
    until = f"{year} to {year + 1}"
    if value is None:
        if not Target.objects.filter(indicator=indicator, year=year).delete()[0]:
            raise Refused(f"There is no target for {until} to take away.")
        enter_of_indicator(
            by, "measures.set_target", indicator, f"Took the target of {indicator.code} for {until} away."
        )
        return
    if value < 0:
        raise Refused("A target cannot be below nought.")
    Target.objects.update_or_create(
        indicator=indicator,
        year=year,
        defaults={"value": value, "set_at": clock.now(), "set_by": by.actor.words},
    )
    enter_of_indicator(
        by, "measures.set_target", indicator, f"Set the target of {indicator.code} for {until} at {value}."
    )


@transaction.atomic
def make_break(*, indicator_id: int, first: date, kind: str, reason: str, by: Standing) -> Break:
    """Judge an indicator's lines by themselves from a day on: it was counted differently, or has a new usual level."""
    indicator = own_indicator(indicator_id, by)
    said = reason.strip()
    if not said:
        raise Refused("Say why: the reason stands beside the chart.")
    demand_beginning(indicator.frequency, first)
    if Break.objects.filter(indicator=indicator, first=first, taken_back_at__isnull=True).exists():
        raise Refused(f"Its lines begin anew on {first:%-d %B %Y} already.")
    made = Break.objects.create(
        indicator=indicator,
        first=first,
        kind=Break.Kind(kind),
        reason=said,
        made_at=clock.now(),
        made_by=by.actor.words,
    )
    enter_of_indicator(
        by, "measures.make_break", indicator, f"{indicator.code} begins anew on {first:%-d %B %Y}: {said}"
    )
    signals.recompute(board=indicator.board, indicator_ids=[indicator.pk], by=by.actor)
    return made


@transaction.atomic
def take_back_break(*, break_id: int, by: Standing) -> Break:
    """Let a line go on where it was made to begin anew. The break stays on record."""
    can_set_scorecard(by).demand()
    found = Break.objects.select_for_update(of=("self",)).get(pk=break_id, indicator__board_id=by.board_id)
    if found.taken_back_at is not None:
        raise Refused("This break was taken back already.")
    found.taken_back_at, found.taken_back_by = clock.now(), by.actor.words
    found.save(update_fields=["taken_back_at", "taken_back_by"])
    indicator = found.indicator
    enter_of_indicator(
        by,
        "measures.take_back_break",
        indicator,
        f"{indicator.code} goes on through {found.first:%-d %B %Y}.",
    )
    signals.recompute(board=indicator.board, indicator_ids=[indicator.pk], by=by.actor)
    return found


@transaction.atomic
def set_comparators(*, name: str, area_codes: Collection[str], by: Standing) -> ComparatorSet:
    """Say which authorities the board compares itself with. Raises `Refused` for an area the portal does not know."""
    can_set_scorecard(by).demand()
    codes = list(dict.fromkeys(area_codes))
    known = set(Area.objects.filter(code__in=codes).values_list("code", flat=True))
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise Refused(
            f"No area is known by the code {unknown[0]}. Import its figures or its population first."
        )
    if by.board_area_code in codes:
        raise Refused("A board is not compared with its own area.")
    found, _ = ComparatorSet.objects.update_or_create(
        board_id=by.board_id,
        name=name.strip() or "Similar areas",
        defaults={"area_codes": codes, "set_at": clock.now(), "set_by": by.actor.words},
    )
    words = f"Compares itself with {len(codes)} areas: {found.name}."
    _enter_of_board(by, "measures.set_comparators", words)
    return found


@transaction.atomic
def set_small_numbers(*, agency: Agency | None, highest: int, round_to: int, by: Standing) -> SmallNumbers:
    """Say which counts are hidden from the public, of all figures or of one agency's. Never fewer than one to five."""
    can_set_scorecard(by).demand()
    if highest < LEAST_HIDDEN:
        raise Refused("Counts of one to five are always hidden.")
    if round_to not in (1, 5, 10):
        raise Refused("Counts are rounded to the nearest 5 or 10, or not at all.")
    found, _ = SmallNumbers.objects.update_or_create(
        board=Board.objects.get(pk=by.board_id),
        agency=agency,
        defaults={
            "highest": highest,
            "round_to": round_to,
            "set_at": clock.now(),
            "set_by": by.actor.words,
        },
    )
    whose = agency.name if agency else "all figures"
    rounding = f", others rounded to the nearest {round_to}" if round_to > 1 else ""
    _enter_of_board(by, "measures.set_small_numbers", f"Of {whose}, 1 to {highest} are hidden{rounding}.")
    return found


def _enter_of_board(by: Standing, verb: str, words: str) -> None:
    record.enter(
        by=by.actor, verb=verb, kind="board", reference=by.board_id, board_code=by.board_code, words=words
    )
