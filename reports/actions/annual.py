"""Having an annual report built: asked for by a person, built by a worker, filed with its frozen data."""

import logging
from collections.abc import Callable

from django.db import IntegrityError, transaction

from agencies.actions import record
from agencies.keeping import keep
from agencies.locks import Work, only_one
from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf, PdfFailed
from reports import gather
from reports.models import Report
from reports.permissions import can_build
from reports.queries.reports import years_to_report
from reports.rules.annual import AnnualReport, fingerprint, from_json, to_json
from reports.rules.titles import report_title
from scorecard.queries.publishing import GivesAway

log = logging.getLogger(__name__)

BUILDER = Actor(None, "The report builder")
STEPS = ("Gathering the year’s figures", "Drawing charts and setting pages", "Filing the PDF")
MOST_ATTEMPTS = 3
_UNFINISHED = (Report.State.ASKED, Report.State.BUILDING)


@transaction.atomic
def ask_for(*, board: Board, year: int, by: Standing | Actor) -> Report:
    """Ask for a year's report to be built. One is built at a time for a year: asking again returns that one."""
    if isinstance(by, Standing):
        can_build(by).demand()
    if year not in years_to_report():
        raise Refused("Choose a year that has ended.")
    actor = by.actor if isinstance(by, Standing) else by
    unfinished = Report.objects.filter(board=board, kind="annual", year=year, state__in=_UNFINISHED)
    waiting = unfinished.first()
    if waiting is not None:
        return waiting
    try:
        with transaction.atomic():
            report = Report.objects.create(
                board=board,
                year=year,
                asked_at=clock.now(),
                asked_by=actor.words,
                step="Waiting for a worker",
                steps_total=len(STEPS),
            )
    except IntegrityError:
        # Somebody asked in the same moment; theirs is committed by now, for the database made us wait for it.
        waiting = unfinished.first()
        if waiting is None:
            raise
        return waiting
    record.enter(
        by=actor,
        verb="reports.ask_for",
        kind="report",
        reference=report.pk,
        board_code=board.code,
        words=f"Asked for the {report_title(vocabulary_of(board), year).inside}.",
    )
    return report


def construct(*, report_id: int, printer: Callable[[AnnualReport], Pdf]) -> None:
    """Build one report that was asked for, printing it with `printer` (`build.pdf`, a floor above).

    A second worker on the same one goes away. Safe to do again after one was killed.
    """
    with only_one(Work.PRINTING, report_id) as held:
        if not held:
            return
        report = Report.objects.select_related("board").get(pk=report_id)
        if report.state not in _UNFINISHED:
            return
        report.attempts += 1
        report.state = Report.State.BUILDING
        report.begun_on = clock.now()
        report.save(update_fields=["attempts", "state", "begun_on"])
        if report.attempts > MOST_ATTEMPTS:
            _fail(
                report,
                "The building stopped three times. The board’s office should look at the server’s log.",
            )
            return
        try:
            _construct(report, printer)
        except PdfFailed as trouble:
            log.exception("Report %s", report_id)
            _fail(report, f"The PDF could not be printed: {trouble}")
        except GivesAway as trouble:
            _fail(report, str(trouble))


def _step(report: Report, done: int) -> None:
    report.step, report.steps_done = STEPS[done], done
    report.save(update_fields=["step", "steps_done"])


def _construct(report: Report, printer: Callable[[AnnualReport], Pdf]) -> None:
    _step(report, 0)
    data = to_json(gather.annual_report(report.board, report.year))
    _step(report, 1)
    printed = printer(from_json(data))
    _step(report, 2)
    _file(report, data, printed.data, printed.pages)


@transaction.atomic
def _file(report: Report, data: dict, pdf: bytes, pages: int) -> None:  # type: ignore[type-arg]
    """Keep the PDF and the data it was printed from, each with its hash."""
    where, sha256 = keep("reports", pdf, ".pdf")
    report.data, report.data_sha256 = data, fingerprint(data)
    report.stored, report.sha256, report.pages = where, sha256, pages
    report.state, report.step, report.steps_done = Report.State.BUILT, "Built", len(STEPS)
    report.built_on = clock.now()
    report.trouble = ""
    report.save()
    record.enter(
        by=BUILDER,
        verb="reports.construct",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"Built the {_called(report)}: {pages} pages.",
        details={"sha256": sha256, "data_sha256": report.data_sha256},
    )


def _called(report: Report) -> str:
    return report_title(vocabulary_of(report.board), report.year).inside


@transaction.atomic
def _fail(report: Report, why: str) -> None:
    report.state, report.trouble = Report.State.FAILED, why
    report.save(update_fields=["state", "trouble"])
    record.enter(
        by=BUILDER,
        verb="reports.construct",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"Could not build the {_called(report)}: {why}",
    )
