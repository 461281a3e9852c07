"""Ending the measuring of an indicator from a day on, and taking it up again. Its history stays readable."""

from datetime import date

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions.measured import demand_beginning, demand_place, enter_of_indicator, own_indicator
from scorecard.models import Figure, Indicator, Target


@transaction.atomic
def retire(*, indicator_id: int, first: date, reason: str, by: Standing) -> Indicator:
    """Measure an indicator no longer from a day on: agencies are asked for its earlier periods alone.

    Raises `Refused` without a reason, for a day that begins no period of it, or one by which it had not begun,
    and while the board has figures of later periods.
    """
    indicator = own_indicator(indicator_id, by)
    if indicator.retired_from is not None:
        raise Refused(f"It is retired from {indicator.retired_from:%-d %B %Y} on already.")
    said = reason.strip()
    if not said:
        raise Refused("Say why: the reason stands on its page.")
    demand_beginning(indicator.frequency, first)
    if first <= indicator.since:
        raise Refused(f"It has been measured since {indicator.since:%-d %B %Y}: choose a later day.")
    later = (
        Figure.objects.current()
        .filter(indicator__board_id=by.board_id, indicator__code=indicator.code, first__gte=first)
        .order_by("-last")
        .first()
    )
    if later is not None:
        raise Refused(f"The board has figures of it up to {later.last:%-d %B %Y}: choose a day after that.")
    indicator.retired_from, indicator.retired_because = first, said
    indicator.retired_at, indicator.retired_by = clock.now(), by.actor.words
    indicator.save(update_fields=["retired_from", "retired_because", "retired_at", "retired_by"])
    enter_of_indicator(
        by, "retiring.retire", indicator, f"Retired {indicator.code} from {first:%-d %B %Y} on. Why: {said}"
    )
    return indicator


@transaction.atomic
def bring_back(*, indicator_id: int, since: date, by: Standing) -> Indicator:
    """Measure a retired indicator again, as it was defined.

    From the day it was retired from: as if it never had been. From a later one, which begins one of its periods:
    as a new version, so that nobody is held to figures of the time between, and its lines begin anew.
    """
    indicator = own_indicator(indicator_id, by)
    if indicator.retired_from is None:
        raise Refused("It is measured already.")
    ended = indicator.retired_from
    if since < ended:
        raise Refused(f"It was measured until {ended:%-d %B %Y}: choose that day or a later one.")
    demand_beginning(indicator.frequency, since)
    demand_place(owner=indicator.owner, perspective=indicator.perspective, by=by)
    indicator.retired_from, indicator.retired_because = None, ""
    indicator.retired_at, indicator.retired_by = None, ""
    if since == ended:
        indicator.save(update_fields=["retired_from", "retired_because", "retired_at", "retired_by"])
        enter_of_indicator(
            by,
            "retiring.bring_back",
            indicator,
            f"Brought {indicator.code} back, as if it had never been retired.",
        )
        return indicator
    indicator.until = ended
    indicator.save(update_fields=["until", "retired_from", "retired_because", "retired_at", "retired_by"])
    targets = list(indicator.targets.filter(year__gte=since.year - (since.month < 4)))
    again = Indicator.objects.select_related("board").get(pk=indicator.pk)
    again.pk, again.version, again.since, again.until = None, indicator.version + 1, since, None
    again.save(force_insert=True)
    Target.objects.bulk_create(
        Target(indicator=again, year=one.year, value=one.value, set_at=one.set_at, set_by=one.set_by)
        for one in targets
    )
    enter_of_indicator(
        by,
        "retiring.bring_back",
        again,
        f"Brought {again.code} back: version {again.version}, measured again from {since:%-d %B %Y} on.",
    )
    return again
