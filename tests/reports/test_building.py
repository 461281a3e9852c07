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
from reports.actions import annual, texts
from reports.models import Report, ReportText
from reports.queries.reports import reports_seen, texts_of, years_to_report
from reports.rules.annual import AnnualReport, fingerprint, from_json
from tests.building import LAST, load
from tests.factories import ReportFactory

State = Report.State
Printer = Callable[[AnnualReport], Pdf]


@pytest.fixture
def asked(board: Board, charlotte: Standing) -> Report:
    """The last year's report, asked for by the chair."""
    return annual.ask_for(board=board, year=2017, by=charlotte)


def built(report: Report, printer: Printer) -> Report:
    annual.construct(report_id=report.pk, printer=printer)
    report.refresh_from_db()
    return report


def test_a_report_is_asked_for_once_however_often_one_asks(
    board: Board, asked: Report, charlotte: Standing
) -> None:
    assert annual.ask_for(board=board, year=2017, by=charlotte) == asked
    assert annual.ask_for(board=board, year=2016, by=charlotte) != asked
    assert Entry.objects.filter(verb="reports.ask_for").count() == 2


def test_once_built_it_may_be_built_anew_and_the_first_stays(
    board: Board, asked: Report, charlotte: Standing, printer: Printer
) -> None:
    built(asked, printer)

    again = annual.ask_for(board=board, year=2017, by=charlotte)

    assert again != asked
    assert Report.objects.get(pk=asked.pk).state == State.BUILT


def test_only_chair_and_business_manager_have_one_built_and_only_of_a_year_that_has_ended(
    board: Board, helen: Standing, charlotte: Standing
) -> None:
    with pytest.raises(Refused, match="Only the chair and the business manager"):
        annual.ask_for(board=board, year=2017, by=helen)
    for year in (2018, 2012, 1066):
        with pytest.raises(Refused, match="Choose a year that has ended"):
            annual.ask_for(board=board, year=year, by=charlotte)

    assert years_to_report() == (2017, 2016, 2015, 2014, 2013)
    assert not Report.objects.exists()


def test_the_pdf_and_the_data_it_was_printed_from_are_filed_each_with_its_hash(
    asked: Report, health: Agency, helen: Standing, printer: Printer
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    report = built(asked, printer)

    with default_storage.open(report.stored) as kept:
        pdf = kept.read()
    assert (report.state, report.pages, report.steps_done) == (State.BUILT, 3, report.steps_total)
    assert hashlib.sha256(pdf).hexdigest() == report.sha256
    assert fingerprint(report.data) == report.data_sha256
    assert report.built_on is not None
    assert report.built_on.date() == clock.today()
    assert from_json(report.data).title == "Annual report 2017 to 2018"
    entry = Entry.objects.get(verb="reports.construct")
    assert entry.words == "Built the annual report 2017 to 2018: 3 pages."
    assert entry.details == {"sha256": report.sha256, "data_sha256": report.data_sha256}


def test_it_is_built_once_and_building_it_again_changes_nothing(asked: Report, printer: Printer) -> None:
    built(asked, printer)
    before = Report.objects.filter(pk=asked.pk).values().get()

    annual.construct(report_id=asked.pk, printer=printer)

    assert Report.objects.filter(pk=asked.pk).values().get() == before
    assert Entry.objects.filter(verb="reports.construct").count() == 1


def test_one_that_was_left_half_built_is_taken_up_by_the_sweep(
    asked: Report, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Report.objects.filter(pk=asked.pk).update(state=State.BUILDING, attempts=1, step="Drawing")
    done = ReportFactory(year=2016, state=State.FAILED)
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda _, *ids: rung.append(ids))

    assert tasks.take_up_unfinished() == 1
    assert rung == [(asked.pk,)]
    assert built(asked, printer).state == State.BUILT
    assert asked.attempts == 2
    assert Report.objects.get(pk=done.pk).state == State.FAILED


def test_a_printer_that_complains_fails_the_report_in_words(asked: Report) -> None:
    def complains(_: AnnualReport) -> Pdf:
        raise PdfFailed("a picture is missing")

    report = built(asked, complains)

    assert report.state == State.FAILED
    assert report.trouble == "The PDF could not be printed: a picture is missing"
    assert Entry.objects.get(verb="reports.construct").words.startswith("Could not build the annual report")


def test_one_that_stops_the_worker_three_times_is_given_up(asked: Report) -> None:
    def stops(_: AnnualReport) -> Pdf:
        raise MemoryError

    for _ in range(3):
        with pytest.raises(MemoryError):
            annual.construct(report_id=asked.pk, printer=stops)
    report = built(asked, stops)

    assert report.state == State.FAILED
    assert "stopped three times" in report.trouble


def test_after_a_failure_one_may_ask_again(
    board: Board, asked: Report, charlotte: Standing, printer: Printer
) -> None:
    Report.objects.update(state=State.FAILED)

    again = annual.ask_for(board=board, year=2017, by=charlotte)

    assert built(again, printer).state == State.BUILT


def test_progress_is_seen_while_it_is_built(asked: Report, printer: Printer) -> None:
    seen = []

    def watched(report: AnnualReport) -> Pdf:
        now = Report.objects.get(pk=asked.pk)
        seen.append((now.state, now.step, now.steps_done, now.steps_total))
        return printer(report)

    built(asked, watched)

    assert seen == [("building", "Drawing charts and setting pages", 1, 3)]


def test_the_database_keeps_no_built_report_without_its_pdf(asked: Report) -> None:
    with pytest.raises(IntegrityError, match="built_report_has_its_pdf"):
        Report.objects.filter(pk=asked.pk).update(state=State.BUILT)


def test_every_saving_of_a_text_is_kept_and_the_last_is_printed(
    board: Board, charlotte: Standing, helen: Standing, asked: Report, printer: Printer
) -> None:
    def write(text: str, by: Standing | Actor, section: str = "foreword") -> None:
        texts.write(board_id=board.pk, board_code=board.code, year=2017, section=section, text=text, by=by)

    write("A first draft.", charlotte)
    write("It was a busy year.\n\nWe asked why.", charlotte)
    with pytest.raises(Refused, match="Only the chair and the business manager"):
        write("Mine.", helen)
    with pytest.raises(Refused, match="no such section"):
        write("x", charlotte, "appendix")

    write("Next year we look at neglect.", Actor(None, "The office"), "conclusion")

    report = built(asked, printer)

    assert ReportText.objects.count() == 3
    assert from_json(report.data).conclusion == ("Next year we look at neglect.",)
    assert texts_of(board.pk, 2017, words=Vocabulary())["foreword"].versions == 2
    assert from_json(report.data).foreword == ("It was a busy year.", "We asked why.")
    assert from_json(report.data).foreword_by == "Charlotte Adeyemi (Independent chair)"


def test_what_was_written_later_is_not_in_what_was_built_before(
    board: Board, charlotte: Standing, asked: Report, health: Agency, helen: Standing, printer: Printer
) -> None:
    before = built(asked, printer).data

    load(("H02", LAST, 30, 120), by=helen, agency=health)
    texts.write(
        board_id=board.pk, board_code=board.code, year=2017, section="foreword", text="Later.", by=charlotte
    )

    assert Report.objects.get(pk=asked.pk).data == before


def test_a_councillor_sees_no_draft_and_another_board_none_of_ours(
    asked: Report,
    councillor: Person,
    other_board_manager: Person,
    standing_of: Callable[[Person], Standing],
    charlotte: Standing,
) -> None:
    theirs = standing_at(other_board_manager, "mercia")
    assert theirs is not None

    assert reports_seen(charlotte) == (asked,)
    assert reports_seen(standing_of(councillor)) == ()
    assert reports_seen(theirs) == ()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_on_one_report_the_second_goes_away(board: Board, printer: Printer) -> None:
    report = annual.ask_for(board=board, year=2017, by=Actor(None, "The office"))
    printing, go_on = threading.Event(), threading.Event()

    def slowly(data: AnnualReport) -> Pdf:
        printing.set()
        assert go_on.wait(20)
        return printer(data)

    def first() -> None:
        annual.construct(report_id=report.pk, printer=slowly)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert printing.wait(20)
    annual.construct(report_id=report.pk, printer=printer)
    go_on.set()
    thread.join()

    report.refresh_from_db()
    assert (report.state, report.attempts) == (State.BUILT, 1)
    assert Entry.objects.filter(verb="reports.construct").count() == 1
