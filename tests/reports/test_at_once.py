"""Two things at once: a figure released while a report is gathered, and a button pressed twice."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from agencies.models import Board, Entry
from reports import gather
from reports.actions import opening, printing, texts
from reports.gather.annual import report as gathering
from reports.models import Printing, Report
from reports.rules.kinds import Kind
from scorecard.rules.periods import financial_year
from tests.factories import BoardFactory
from tests.reports.opened import OFFICE, annual_of, opened, written_in


def elsewhere(do: Callable[[], object]) -> None:
    """Do it on a connection of its own, and wait."""

    thread = threading.Thread(target=_closing(do))
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def _closing(do: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        try:
            do()
        finally:
            connection.close()

    return work


def begun(do: Callable[[], object]) -> Iterator[None]:
    """Begin it on a connection of its own: first until it waits for ours, then to its end."""
    thread = threading.Thread(target=_closing(do))
    thread.start()
    until = time.monotonic() + 20
    while thread.is_alive() and not _somebody_waits():
        assert time.monotonic() < until
        time.sleep(0.01)
    assert thread.is_alive(), "it did not wait"
    yield
    thread.join(20)
    assert not thread.is_alive()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
        return bool(cursor.fetchone()[0])


def write(board: Board, text: str) -> None:
    texts.write(report_id=opened(board).pk, section="foreword", text=text, by=OFFICE)


@pytest.mark.django_db(transaction=True)
def test_a_report_is_gathered_of_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    board: Board = BoardFactory()
    write(board, "As it was.")
    report = Report.objects.select_related("board").get()
    before = gathering.at_close
    rules: list[tuple[str, ...]] = []

    def meanwhile(*given: object, **named: object) -> object:
        found = before(*given, **named)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
            )
            rules.append(cursor.fetchone())
        elsewhere(lambda: write(board, "Written meanwhile."))
        return found

    monkeypatch.setattr(gathering, "at_close", meanwhile)

    assert written_in(gather.annual_report(report), "foreword") == ("As it was.",)
    assert rules == [("repeatable read", "on")]
    assert not connection.in_atomic_block
    write(board, "The rule has ended with the gathering.")


@pytest.mark.django_db
def test_inside_a_transaction_that_has_begun_it_is_gathered_all_the_same(board: Board) -> None:
    write(board, "In one transaction.")

    assert written_in(annual_of(board), "foreword") == ("In one transaction.",)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_a_report_in_the_same_moment_both_are_given_the_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board: Board = BoardFactory()
    create = Report.objects.create
    pressed: list[int] = []

    def open_it() -> Report:
        return opening.open_report(board=board, kind=Kind.ANNUAL, period=financial_year(2017), by=OFFICE)

    def pressed_twice(**given: object) -> Report:
        if not pressed:
            pressed.append(0)
            elsewhere(lambda: pressed.append(open_it().pk))
        return create(**given)

    monkeypatch.setattr(Report.objects, "create", pressed_twice)

    report = open_it()

    assert pressed == [0, report.pk]
    assert Entry.objects.filter(verb="reports.open").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_in_the_same_moment_both_are_given_the_one_printing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = opened(BoardFactory())
    create = Printing.objects.create
    pressed: list[int] = []
    second = begun(lambda: pressed.append(printing.ask_for(report=report, by=OFFICE).pk))

    def pressed_twice(**given: object) -> Printing:
        next(second, None)
        return create(**given)

    monkeypatch.setattr(Printing.objects, "create", pressed_twice)

    asked = printing.ask_for(report=report, by=OFFICE)
    next(second, None)

    assert pressed == [asked.pk]
    assert Printing.objects.count() == 1
    assert Entry.objects.filter(verb="reports.ask_for").count() == 1
