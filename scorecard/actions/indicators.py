"""What a board measures: taking over the catalogue, setting targets."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.catalogue import catalogue
from scorecard.catalogue.catalogue import CatalogueIndicator
from scorecard.models import Indicator, Perspective, Target


@transaction.atomic
def adopt_catalogue(
    *, board: Board, owners: Mapping[str, Agency], since: date, by: Actor
) -> tuple[Indicator, ...]:
    """Copy the starting catalogue to a board that has none: its perspectives, its indicators, with their codes.

    `owners` maps the catalogue's owner codes to this board's agencies; an indicator whose owner the board
    lacks is left out, and one every agency reports has no owner.
    """
    perspectives = {
        one.code: Perspective.objects.create(
            board=board, code=one.code, title=one.title, question=one.question, order=order
        )
        for order, one in enumerate(catalogue.perspectives())
    }
    adopted = []
    for order, one in enumerate(catalogue.load()):
        if one.owner != "all" and one.owner not in owners:
            continue
        adopted.append(
            indicator_of(
                one,
                board_id=board.pk,
                owner=None if one.owner == "all" else owners[one.owner],
                perspective=perspectives[one.perspective],
                since=since,
                order=order,
            )
        )
    Indicator.objects.bulk_create(adopted)
    record.enter(
        by=by,
        verb="indicators.adopt_catalogue",
        kind="board",
        reference=board.pk,
        board_code=board.code,
        words=f"Took over {len(adopted)} indicators from the starting catalogue.",
    )
    return tuple(adopted)


def indicator_of(
    one: CatalogueIndicator,
    *,
    board_id: int,
    owner: Agency | None,
    perspective: Perspective,
    since: date,
    order: int,
) -> Indicator:
    """An indicator of the catalogue as a board measures it, not saved yet."""
    return Indicator(
        board_id=board_id,
        code=one.code,
        title=one.title,
        unit=one.unit.value,
        per=one.per,
        kind=one.kind.value,
        basis=one.basis.value,
        polarity=one.polarity.value,
        band_low=one.band_low,
        band_high=one.band_high,
        owner=owner,
        perspective=perspective,
        numerator=one.numerator,
        denominator=one.denominator,
        ages=one.ages,
        breakdown=one.breakdown,
        breakdown_values=list(one.breakdown_values),
        frequency=one.frequency,
        decimals=one.decimals,
        tolerance=one.tolerance,
        whole=one.whole,
        why=one.why,
        questions=list(one.questions),
        varies_because=one.varies_because,
        since=since,
        order=order,
    )


@transaction.atomic
def set_target(*, indicator: Indicator, year: int, value: Decimal, by: Actor) -> Target:
    """Set what the board wants of an indicator in one year (2017 is April 2017 to March 2018)."""
    target, _ = Target.objects.update_or_create(
        indicator=indicator,
        year=year,
        defaults={"value": value, "set_at": clock.now(), "set_by": by.words},
    )
    record.enter(
        by=by,
        verb="indicators.set_target",
        kind="indicator",
        reference=indicator.pk,
        board_code=indicator.board.code,
        words=f"Set the target of {indicator.code} for {year} to {year + 1} at {value}.",
    )
    return target
