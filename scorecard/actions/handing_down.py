"""Figures worked out by an upper room from its own records, handed down as a submission: see docs/adr/0021."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from agencies import keeping
from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.actions.submissions import restate
from scorecard.actions.submissions.release import release_computed
from scorecard.imports.load import StagedRow, stage
from scorecard.models import Area, Figure, Indicator, Submission
from scorecard.rules.figures import Stage, Status, Unit
from scorecard.rules.numbers import KEPT, percent
from scorecard.rules.periods import Period

HEADINGS = ("Measure", "Quarter", "Record", "Due", "Done", "Counts")


@dataclass(frozen=True, slots=True)
class Computed:
    """One indicator in one quarter: so many of so many, or a count, by which rule, from which records.

    `due` None: `met` is a count, of nothing. `due` 0: there was nothing to be done, so the figure is “not applicable”.
    `records` are rows of words under `HEADINGS` from the third on; the file that is kept with the figure holds them,
    and may be handed out: it names no learner. `part` is what it is broken down by. `only_here`: it replaces what
    somebody sent.
    """

    code: str
    period: Period
    met: int
    due: int | None
    rule: str
    records: tuple[tuple[str, ...], ...]
    part: str = "all"
    only_here: bool = False

    @property
    def status(self) -> Status:
        """What its value is, or why it has none."""
        if self.due == 0:
            return Status.NOT_APPLICABLE
        return Status.REPORTED if self.met else Status.TRUE_ZERO

    @property
    def unit(self) -> Unit:
        """What an indicator must be measured in to take it."""
        return Unit.COUNT if self.due is None else Unit.PERCENT

    @property
    def numbers(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Numerator, denominator and value as they are kept."""
        if self.due is None:
            return Decimal(self.met), None, Decimal(self.met)
        if not self.due:
            return None, None, None
        return Decimal(self.met), Decimal(self.due), percent(self.met, self.due, places=KEPT)


@transaction.atomic
def hand_down(*, board: Board, figures: Sequence[Computed], by: Actor) -> tuple[Submission, ...]:
    """Put computed figures on file, in one submission an owner; those the same as on file stay as they are.

    Only counts and percentages that one agency owns are taken. A figure somebody sent is replaced by a computed one
    only where the indicator is counted here and nowhere else.
    """
    area = Area.objects.get(code=board.area_code)
    owned: dict[Agency, list[tuple[Indicator, Computed]]] = defaultdict(list)
    for one, indicator in _measured(board, figures):
        if indicator.owner is not None:
            owned[indicator.owner].append((indicator, one))
    made = []
    for agency, theirs in owned.items():
        one_after_another(Work.LOADING, agency.pk)
        news = _news(agency, area, theirs)
        if news:
            made.append(_submit(board, agency, area, news, by))
    return tuple(made)


def _measured(board: Board, figures: Iterable[Computed]) -> Iterable[tuple[Computed, Indicator]]:
    wanted = tuple(figures)
    current = Indicator.objects.filter(
        board=board, code__in={one.code for one in wanted}, until__isnull=True
    ).select_related("owner")
    indicators: Mapping[str, Indicator] = {one.code: one for one in current}
    for one in wanted:
        indicator = indicators.get(one.code)
        if indicator is not None and indicator.unit == one.unit and _asked_for(indicator, one.period):
            yield one, indicator


def _asked_for(indicator: Indicator, period: Period) -> bool:
    """Whether the board measures it in this period: since its definition holds, until it is retired."""
    retired = indicator.retired_from
    return indicator.since <= period.last and (retired is None or retired > period.first)


def _news(
    agency: Agency, area: Area, theirs: Sequence[tuple[Indicator, Computed]]
) -> list[tuple[Indicator, Computed]]:
    """Those that are on file neither as they are nor as somebody sent them."""
    rows = (
        Figure.objects.current()
        .filter(agency=agency, area=area, indicator__in={one.pk for one, _ in theirs})
        .select_related("submission")
    )
    on_file = {(one.indicator_id, one.breakdown, one.first, one.last): one for one in rows}
    return [
        (indicator, one)
        for indicator, one in theirs
        if _is_news(on_file.get((indicator.pk, one.part, one.period.first, one.period.last)), one)
    ]


def _is_news(on_file: Figure | None, one: Computed) -> bool:
    if on_file is None:
        return True
    if on_file.submission.origin != Submission.Origin.COMPUTED:
        return one.only_here
    kept = (on_file.numerator or 0, on_file.denominator or 0, on_file.status)
    return kept != (one.met, one.due or 0, one.status.value)


def _submit(
    board: Board, agency: Agency, area: Area, news: Sequence[tuple[Indicator, Computed]], by: Actor
) -> Submission:
    data = _listing([one for _, one in news])
    where, sha256 = keeping.keep("submissions", data)
    submission = Submission.objects.create(
        board=board,
        agency=agency,
        origin=Submission.Origin.COMPUTED,
        file_name=f"Records counted on {clock.today():%-d %B %Y}.csv",
        stored=where,
        size=len(data),
        sha256=sha256,
        received_at=clock.now(),
        state=Submission.State.READY,
        checked_at=clock.now(),
        checked_by=by.words,
        layout="computed",
        rows_read=sum(len(one.records) for _, one in news),
        figures_found=len(news),
    )
    record.enter(
        by=by,
        verb="submissions.compute",
        kind="submission",
        reference=submission.pk,
        board_code=board.code,
        words=f"Worked out {', '.join(sorted({one.code for _, one in news}))} from the board’s own records.",
        details={"sha256": sha256},
    )
    stage(submission.pk, [_row(indicator, area, one) for indicator, one in news])
    if any(one.only_here for _, one in news):
        _take_over(submission, area, [(indicator, one) for indicator, one in news if one.only_here], by)
    release_computed(submission, by)
    return submission


def _take_over(
    submission: Submission, area: Area, news: Sequence[tuple[Indicator, Computed]], by: Actor
) -> None:
    """Say why the returns are restated whose figures change, and end those that were sent, the same ones too."""
    restate.take_stock(submission)
    submission.restatements.filter(reason="").update(
        reason="Counted again from the board’s own records.", given_at=clock.now(), given_by=by.words
    )
    sent = Figure.objects.current().filter(agency=submission.agency, area=area)
    sent = sent.exclude(submission__origin=Submission.Origin.COMPUTED)
    wanted = {(indicator.pk, one.part, one.period.first, one.period.last) for indicator, one in news}
    held = sent.filter(indicator__in={indicator.pk for indicator, _ in news})
    rows = held.values_list("pk", "indicator_id", "breakdown", "first", "last")
    sent.filter(pk__in=[pk for pk, *key in rows if tuple(key) in wanted]).update(superseded_by=submission)


def _listing(figures: Sequence[Computed]) -> bytes:
    """Every record behind the figures, as the file that is kept with them."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    lines.writerows((_measure(one), one.period.short, *row) for one in figures for row in one.records)
    return text.getvalue().encode()


def _measure(one: Computed) -> str:
    return one.code if one.part == "all" else f"{one.code}, {one.part}"


def _row(indicator: Indicator, area: Area, one: Computed) -> StagedRow:
    count = len(one.records)
    numerator, denominator, value = one.numbers
    return StagedRow(
        indicator_id=indicator.pk,
        area_id=area.pk,
        breakdown=one.part,
        period_kind=one.period.kind.value,
        first=one.period.first,
        last=one.period.last,
        basis=indicator.basis,
        numerator=numerator,
        denominator=denominator,
        value=value,
        status=one.status.value,
        stage=Stage.FINAL.value,
        sheet=one.rule,
        cell=f"{count} record{'' if count == 1 else 's'}",
        commentary="",
    )
