"""Having a report printed: asked for by a person, built by a worker, filed with its frozen data."""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from django.db import transaction
from django.db.models import F

from agencies.actions import record
from agencies.keeping import keep
from agencies.locks import Work, only_one
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf, PdfFailed
from reports import gather
from reports.actions.outputs import Beside, keep_outputs, nothing_beside
from reports.models import Printing, Report
from reports.permissions import can_build
from reports.queries.approval import UNFINISHED, newest_text
from reports.queries.titles import called, stem_of
from reports.rules.document import Document, fingerprint, from_json, to_json
from reports.rules.states import OPEN, RELEASED
from scorecard.queries.publishing import GivesAway

log = logging.getLogger(__name__)

BUILDER = Actor(None, "The report builder")
GATHERING = "Gathering what the report tells"
FILING = "Filing the PDF"
MOST_ATTEMPTS = 3

#: Told what is being done, by name, how many of those steps are done, and of how many.
Told = Callable[[str, int, int], None]


class Cancelled(Exception):
    """Somebody cancelled the printing while it was built: nothing is filed."""


class Printer(Protocol):
    """Prints a document (`build.pdf`, a floor above), telling how far it has come, again and again.

    Whatever `told` raises ends the printing.
    """

    def __call__(self, document: Document, *, draft: bool, told: Told) -> Pdf:
        """The PDF; PdfFailed with the reason where there is none."""


@transaction.atomic
def ask_for(*, report: Report, by: Standing | Actor, final: bool = False) -> Printing:
    """Ask for a report to be printed. One is printed at a time: asking again returns that one.

    `final` prints the record from the approved draft's data; its action (`approving`) decides that it may be.
    """
    if isinstance(by, Standing):
        can_build(by).demand()
    # The report is held from here, so that of two who ask in the same moment the second finds what the first asked.
    state = Report.objects.select_for_update().values_list("state", flat=True).get(pk=report.pk)
    if not final and state not in OPEN:
        raise Refused("It is approved: what it says is settled. Open a new edition to correct it.")
    actor = by.actor if isinstance(by, Standing) else by
    waiting = Printing.objects.filter(report=report, state__in=UNFINISHED).first()
    if waiting is not None:
        return waiting
    printing = Printing.objects.create(
        report=report,
        number=report.printings.count() + 1,
        final=final,
        asked_at=clock.now(),
        asked_by=actor.words,
        step="Waiting for a worker",
        steps_total=1,
    )
    _enter(printing, actor, "reports.ask_for", f"Asked for the {called(report).inside} to be printed.")
    return printing


def construct(*, printing_id: int, printer: Printer, beside: Beside = nothing_beside) -> None:
    """Build one printing that was asked for.

    A second worker on the same one goes away. Safe to do again after one was killed.
    """
    with only_one(Work.PRINTING, printing_id) as held:
        if not held:
            return
        taken = Printing.objects.filter(pk=printing_id, state__in=UNFINISHED).update(
            attempts=F("attempts") + 1, state=Printing.State.BUILDING, begun_on=clock.now()
        )
        if not taken:
            return
        printing = Printing.objects.select_related("report__board").get(pk=printing_id)
        if printing.attempts > MOST_ATTEMPTS:
            _fail(
                printing,
                "The building stopped three times. The board’s office should look at the server’s log.",
            )
            return
        try:
            _construct(printing, printer, beside)
        except Cancelled:
            return
        except PdfFailed as trouble:
            log.exception("Printing %s", printing_id)
            _fail(printing, f"The PDF could not be printed: {trouble}")
        except GivesAway as trouble:
            _fail(printing, str(trouble))


def _construct(printing: Printing, printer: Printer, beside: Beside) -> None:
    def told(step: str, done: int, total: int) -> None:
        """Drawing is all but the first and the last step."""
        _step(printing, step, done + 1, total + 2)

    _step(printing, GATHERING, 0, 1)
    # Read before anything is gathered: a text that comes in between makes the draft seem older, never newer.
    printing.texts_until = newest_text(printing.report)
    data = _approved_data(printing.report) if printing.final else to_json(gather.gathered(printing.report))
    document = from_json(data)
    printed = printer(document, draft=not printing.final, told=told)
    _step(printing, FILING, max(printing.steps_total - 1, 1), printing.steps_total)
    _file(printing, data, printed, tuple(beside(document, printed, name=stem_of(printing))))


def _approved_data(report: Report) -> dict[str, object]:
    approved: Printing | None = report.printings.filter(approved=True).first()
    if approved is None or approved.data is None:
        raise Cancelled  # the approval was taken back
    return dict(approved.data)


def _step(printing: Printing, step: str, done: int, total: int) -> None:
    """Note how far it has come. Raises `Cancelled` when nobody wants it any more."""
    told = (step[:120], done, total)
    there = Printing.objects.filter(pk=printing.pk, state=Printing.State.BUILDING)
    if (printing.step, printing.steps_done, printing.steps_total) == told:
        wanted = there.exists()
    else:
        printing.step, printing.steps_done, printing.steps_total = told
        wanted = bool(there.update(step=told[0], steps_done=done, steps_total=total))
    if not wanted:
        raise Cancelled


@transaction.atomic
def _file(
    printing: Printing, data: dict[str, object], printed: Pdf, files: Sequence[tuple[str, bytes]]
) -> None:
    """Keep the PDF, the data it was printed from and the files beside it, each with its hash."""
    if not _still(printing):
        raise Cancelled
    where, sha256 = keep("reports", printed.data, ".pdf")
    printing.data, printing.data_sha256 = data, fingerprint(data)
    printing.stored, printing.sha256, printing.pages = where, sha256, printed.pages
    printing.state, printing.step, printing.steps_done = Printing.State.BUILT, "Built", printing.steps_total
    printing.built_on = clock.now()
    printing.trouble = ""
    printing.save()
    keep_outputs(printing, files)
    _enter(
        printing,
        BUILDER,
        "reports.construct",
        f"Built the {called(printing.report).inside}: {printed.pages} pages.",
        {"sha256": sha256, "data_sha256": printing.data_sha256},
    )


@transaction.atomic
def _fail(printing: Printing, why: str) -> None:
    if not _still(printing):
        return
    printing.state, printing.trouble = Printing.State.FAILED, why
    printing.save(update_fields=["state", "trouble"])
    _enter(
        printing,
        BUILDER,
        "reports.construct",
        f"Could not build the {called(printing.report).inside}: {why}",
    )


def _still(printing: Printing) -> bool:
    """Whether it is still being built, held until this transaction ends: nobody cancels it meanwhile."""
    held = Printing.objects.select_for_update().filter(pk=printing.pk, state=Printing.State.BUILDING)
    return held.exists()


@transaction.atomic
def cancel(*, printing_id: int, by: Standing) -> Printing:
    """Stop a printing that is not built yet. Its worker notices, and nothing of it is filed."""
    can_build(by).demand()
    printing = (
        Printing.objects.select_for_update(of=("self",)).select_related("report__board").get(pk=printing_id)
    )
    if printing.report.board_id != by.board_id or printing.report.state in RELEASED:
        raise Refused("Its report is not yours to build.")
    if printing.state not in UNFINISHED:
        raise Refused("It is no longer being built.")
    end(printing, by.actor)
    return printing


def end(printing: Printing, by: Actor) -> None:
    """Mark a printing cancelled; the caller holds it."""
    printing.state, printing.cancelled_by = Printing.State.CANCELLED, by.words
    printing.save(update_fields=["state", "cancelled_by"])
    what = "record" if printing.final else f"draft {printing.number}"
    _enter(printing, by, "reports.cancel", f"Cancelled the {what} of the {called(printing.report).inside}.")


def _enter(
    printing: Printing, by: Actor, verb: str, words: str, details: dict[str, object] | None = None
) -> None:
    record.enter(
        by=by,
        verb=verb,
        kind="report",
        reference=printing.report_id,
        board_code=printing.report.board.code,
        words=words,
        details=details or {},
    )


def unfinished() -> Sequence[int]:
    """The printings not yet built: a killed worker loses no work."""
    return list(Printing.objects.filter(state__in=UNFINISHED).values_list("pk", flat=True))
