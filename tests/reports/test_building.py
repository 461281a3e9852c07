"""Having an annual report built: asked for once, built once, taken up again, filed with what it was printed from."""

import hashlib
import threading
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection

from agencies.models import Agency, Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Vocabulary
from design.pdf import Pdf, PdfFailed
from reports import tasks
from reports.actions import opening, printing, texts
from reports.models import Printing, Report, ReportText
from reports.queries.periods import periods_to_report
from reports.queries.reports import reports_seen, texts_of
from reports.rules.document import Document, fingerprint, from_json
from reports.rules.kinds import Kind
from scorecard.rules.periods import financial_year, quarter
from tests.building import LAST, load
from tests.factories import PrintingFactory
from tests.reports.opened import OFFICE, opened, written_in

State = Printing.State
Printer = Callable[..., Pdf]


@pytest.fixture
def report(board: Board) -> Report:
    """The last year's annual report, opened."""
    return opened(board)


@pytest.fixture
def asked(report: Report, charlotte: Standing) -> Printing:
    """A draft of it, asked for by the chair."""
    return printing.ask_for(report=report, by=charlotte)


def built(asked: Printing, printer: Printer) -> Printing:
    printing.construct(printing_id=asked.pk, printer=printer)
    asked.refresh_from_db()
    return asked


def test_a_report_is_opened_once_however_often_one_asks(board: Board, charlotte: Standing) -> None:
    def open_it(year: int) -> Report:
        return opening.open_report(board=board, kind=Kind.ANNUAL, period=financial_year(year), by=charlotte)

    assert open_it(2017) == open_it(2017)
    assert open_it(2016) != open_it(2017)
    assert [one.words for one in Entry.objects.filter(verb="reports.open").order_by("pk")] == [
        "Opened the annual report 2017 to 2018.",
        "Opened the annual report 2016 to 2017.",
    ]


def test_a_draft_is_asked_for_once_however_often_one_asks(
    report: Report, asked: Printing, charlotte: Standing
) -> None:
    assert printing.ask_for(report=report, by=charlotte) == asked
    assert Entry.objects.filter(verb="reports.ask_for").count() == 1


def test_once_built_it_may_be_built_anew_and_the_first_stays(
    report: Report, asked: Printing, charlotte: Standing, printer: Printer
) -> None:
    built(asked, printer)

    again = printing.ask_for(report=report, by=charlotte)

    assert (asked.number, again.number) == (1, 2)
    assert Printing.objects.get(pk=asked.pk).state == State.BUILT


def test_only_chair_and_business_manager_open_one_and_only_of_a_period_that_has_ended(
    board: Board, helen: Standing, charlotte: Standing
) -> None:
    def open_it(by: Standing, year: int) -> None:
        opening.open_report(board=board, kind=Kind.ANNUAL, period=financial_year(year), by=by)

    with pytest.raises(Refused, match="Only the chair and the business manager"):
        open_it(helen, 2017)
    for year in (2018, 2012, 1066):
        with pytest.raises(Refused, match="Choose a year that has ended"):
            open_it(charlotte, year)
    with pytest.raises(Refused, match="Choose a quarter that has ended"):
        opening.open_report(board=board, kind=Kind.BOARD_PACK, period=quarter(2018, 1), by=charlotte)

    assert [one.year_start for one in periods_to_report(Kind.ANNUAL)] == [2017, 2016, 2015, 2014, 2013]
    assert periods_to_report(Kind.BOARD_PACK)[0] == LAST
    assert not Report.objects.exists()


def test_only_chair_and_business_manager_have_a_draft_printed(report: Report, helen: Standing) -> None:
    with pytest.raises(Refused, match="Only the chair and the business manager"):
        printing.ask_for(report=report, by=helen)


@pytest.mark.parametrize("state", ["approved", "circulated", "published", "superseded"])
def test_what_is_approved_is_neither_written_nor_printed_anew(
    report: Report, charlotte: Standing, state: str
) -> None:
    Report.objects.update(state=state, approved_at=clock.now())
    report.refresh_from_db()

    with pytest.raises(Refused, match="It is approved: what it says is settled"):
        printing.ask_for(report=report, by=charlotte)
    with pytest.raises(Refused, match="its texts are settled"):
        texts.write(report_id=report.pk, section="foreword", text="Later.", by=charlotte)


def test_the_pdf_and_the_data_it_was_printed_from_are_filed_each_with_its_hash(
    asked: Printing, health: Agency, helen: Standing, printer: Printer
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    printed = built(asked, printer)

    with default_storage.open(printed.stored) as kept:
        pdf = kept.read()
    assert (printed.state, printed.pages, printed.steps_done) == (State.BUILT, 3, printed.steps_total)
    assert hashlib.sha256(pdf).hexdigest() == printed.sha256
    assert fingerprint(printed.data) == printed.data_sha256
    assert printed.built_on is not None
    assert printed.built_on.date() == clock.today()
    assert from_json(printed.data).title == "Annual report 2017 to 2018"
    entry = Entry.objects.get(verb="reports.construct")
    assert entry.words == "Built the annual report 2017 to 2018: 3 pages."
    assert entry.details == {"sha256": printed.sha256, "data_sha256": printed.data_sha256}


def test_it_is_built_once_and_building_it_again_changes_nothing(asked: Printing, printer: Printer) -> None:
    built(asked, printer)
    before = Printing.objects.filter(pk=asked.pk).values().get()

    printing.construct(printing_id=asked.pk, printer=printer)

    assert Printing.objects.filter(pk=asked.pk).values().get() == before
    assert Entry.objects.filter(verb="reports.construct").count() == 1


def test_one_that_was_left_half_built_is_taken_up_by_the_sweep(
    asked: Printing, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Printing.objects.filter(pk=asked.pk).update(state=State.BUILDING, attempts=1, step="Drawing")
    done = PrintingFactory(state=State.FAILED)
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda _, *ids: rung.append(ids))

    assert tasks.take_up_unfinished() == 1
    assert rung == [(asked.pk,)]
    assert built(asked, printer).state == State.BUILT
    assert asked.attempts == 2
    assert Printing.objects.get(pk=done.pk).state == State.FAILED


def test_a_printer_that_complains_fails_the_report_in_words(asked: Printing) -> None:
    def complains(*_: object, **__: object) -> Pdf:
        raise PdfFailed("a picture is missing")

    failed = built(asked, complains)

    assert failed.state == State.FAILED
    assert failed.trouble == "The PDF could not be printed: a picture is missing"
    assert Entry.objects.get(verb="reports.construct").words.startswith("Could not build the annual report")


def test_one_that_stops_the_worker_three_times_is_given_up(asked: Printing) -> None:
    def stops(*_: object, **__: object) -> Pdf:
        raise MemoryError

    for _ in range(3):
        with pytest.raises(MemoryError):
            printing.construct(printing_id=asked.pk, printer=stops)
    failed = built(asked, stops)

    assert failed.state == State.FAILED
    assert "stopped three times" in failed.trouble


def test_after_a_failure_one_may_ask_again(
    report: Report, asked: Printing, charlotte: Standing, printer: Printer
) -> None:
    Printing.objects.update(state=State.FAILED)

    again = printing.ask_for(report=report, by=charlotte)

    assert built(again, printer).state == State.BUILT


def test_progress_is_seen_while_it_is_built_section_by_section(asked: Printing) -> None:
    seen = []

    def watched(document: Document, *, draft: bool, told: Callable[[str, int, int], None]) -> Pdf:
        for done, section in enumerate(document.sections[:2]):
            told(section.title, done, 5)
            now = Printing.objects.get(pk=asked.pk)
            seen.append((now.state, now.step, now.steps_done, now.steps_total))
        assert draft
        return Pdf(b"%PDF-1.7", pages=3)

    built(asked, watched)

    assert seen == [("building", "Chair’s foreword", 1, 7), ("building", "The area in numbers", 2, 7)]


def test_the_database_keeps_no_built_report_without_its_pdf(asked: Printing) -> None:
    with pytest.raises(IntegrityError, match="built_printing_has_its_pdf"):
        Printing.objects.filter(pk=asked.pk).update(state=State.BUILT)


def test_every_saving_of_a_text_is_kept_and_the_last_is_printed(
    report: Report, charlotte: Standing, helen: Standing, asked: Printing, printer: Printer
) -> None:
    def write(text: str, by: Standing | Actor, section: str = "foreword") -> None:
        texts.write(report_id=report.pk, section=section, text=text, by=by)

    write("A first draft.", charlotte)
    write("It was a busy year.\n\nWe asked why.", charlotte)
    with pytest.raises(Refused, match="whoever was asked for this text"):
        write("Mine.", helen)
    with pytest.raises(Refused, match="no such section"):
        write("x", charlotte, "appendix")
    write("Next year we look at neglect.", OFFICE, "conclusion")

    document = from_json(built(asked, printer).data)

    assert ReportText.objects.count() == 3
    assert written_in(document, "next") == ("Next year we look at neglect.",)
    assert texts_of(report, words=Vocabulary())["foreword"].versions == 2
    assert written_in(document, "foreword") == ("It was a busy year.", "We asked why.")
    assert document.sections[0].written[0].by == "Charlotte Adeyemi (Independent chair)"
    assert [one.as_chair for one in ReportText.objects.order_by("pk")] == [True, True, False]


def test_what_was_written_later_is_not_in_what_was_built_before(
    report: Report,
    charlotte: Standing,
    asked: Printing,
    health: Agency,
    helen: Standing,
    printer: Printer,
) -> None:
    before = built(asked, printer).data

    load(("H02", LAST, 30, 120), by=helen, agency=health)
    texts.write(report_id=report.pk, section="foreword", text="Later.", by=charlotte)

    assert Printing.objects.get(pk=asked.pk).data == before


def test_a_councillor_sees_no_draft_and_another_board_none_of_ours(
    report: Report,
    councillor: Person,
    other_board_manager: Person,
    standing_of: Callable[[Person], Standing],
    charlotte: Standing,
) -> None:
    theirs = standing_at(other_board_manager, "mercia")
    assert theirs is not None

    assert reports_seen(charlotte) == (report,)
    assert reports_seen(standing_of(councillor)) == ()
    assert reports_seen(theirs) == ()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_on_one_report_the_second_goes_away(board: Board, printer: Printer) -> None:
    asked = printing.ask_for(report=opened(board), by=OFFICE)
    began, go_on = threading.Event(), threading.Event()

    def slowly(*given: object, **named: object) -> Pdf:
        began.set()
        assert go_on.wait(20)
        return printer(*given, **named)

    def first() -> None:
        printing.construct(printing_id=asked.pk, printer=slowly)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert began.wait(20)
    printing.construct(printing_id=asked.pk, printer=printer)
    go_on.set()
    thread.join()

    asked.refresh_from_db()
    assert (asked.state, asked.attempts) == (State.BUILT, 1)
    assert Entry.objects.filter(verb="reports.construct").count() == 1
