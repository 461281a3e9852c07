"""Those without an account are written to again on the ladder's days, each day once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from agencies.models import Agency, Board, Entry, Letter, Person, SignedLink
from agencies.rules import clock
from agencies.rules.working_days import is_working_day
from registers.actions.section_11.reminding import remind
from registers.models import Assessment
from tests.registers.section_11.chased import asked, charity, cycle_of, part

DUE = date(2018, 5, 21)


def written() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("to", flat=True))


def lived(board: Board, first: date, last: date) -> dict[date, int]:
    """Run the job on every working day; on which it wrote how many letters."""
    found, day = {}, first
    while day <= last:
        clock.fix(day)
        if is_working_day(day) and (number := remind(board=board)):
            found[day] = number
        day += timedelta(days=1)
    return found


@pytest.fixture
def kingfisher(board: Board) -> Assessment:
    """An invited charity with an author, a substitute and an executive, all by a link."""
    found = asked(cycle_of(board, due=DUE), charity(), duty="invited", kindly=True)
    for name in ("author", "substitute", "executive"):
        part(found, name)
    return found


def test_the_author_is_written_to_before_on_and_after_its_day_and_the_substitute_once_it_is_late(
    board: Board, kingfisher: Assessment
) -> None:
    found = lived(board, date(2018, 4, 30), date(2018, 6, 12))

    assert found == {
        date(2018, 5, 14): 1,
        date(2018, 5, 21): 1,
        date(2018, 5, 22): 2,
        date(2018, 5, 29): 2,  # the 28th is a bank holiday
        date(2018, 6, 5): 2,
        date(2018, 6, 12): 2,
    }
    assert "executive@charity.example" not in written()


def test_a_section_11_bodys_executive_hears_with_its_board_member(board: Board, health: Agency) -> None:
    found = asked(cycle_of(board, due=DUE), health)
    part(found, "author")
    part(found, "executive")

    assert lived(board, date(2018, 5, 22), date(2018, 5, 29)) == {date(2018, 5, 22): 1, date(2018, 5, 29): 2}


def test_a_day_on_which_the_job_was_away_is_made_up_for_once(board: Board, kingfisher: Assessment) -> None:
    assert lived(board, date(2018, 5, 16), date(2018, 5, 18)) == {date(2018, 5, 16): 1}


def test_twice_on_a_day_writes_once(board: Board, kingfisher: Assessment) -> None:
    assert (remind(board=board), remind(board=board)) == (1, 0)


def test_the_letter_is_a_link_in_kind_words_and_the_record_names_nobody(
    board: Board, kingfisher: Assessment
) -> None:
    remind(board=board)

    letter = Letter.objects.get()
    assert "/assess/" in letter.text
    assert "still time" in letter.text
    assert SignedLink.objects.get().purpose == "assessment"
    entry = Entry.objects.get(verb="section_11.remind")
    assert entry.words == "Wrote again to the author at Kingfisher Trust."
    assert "Ada" not in entry.words + str(entry.details)


def test_nobody_is_written_to_who_has_an_account_or_signed_off_or_was_never_sent_it(
    board: Board, health: Agency, police: Agency, analyst: Person, kingfisher: Assessment
) -> None:
    cycle = kingfisher.cycle
    part(asked(cycle, health), "author", person=analyst)
    part(asked(cycle, police, state="not_sent", sent_at=None, sent_by=""), "author")
    kingfisher.state, kingfisher.submitted_at, kingfisher.submitted_by = "submitted", clock.now(), "E"
    kingfisher.save()

    assert remind(board=board) == 0


def test_more_time_moves_the_reminders_with_the_day(board: Board, kingfisher: Assessment) -> None:
    kingfisher.due_on = date(2018, 6, 15)
    kingfisher.save()

    assert lived(board, date(2018, 5, 21), date(2018, 6, 14)) == {date(2018, 6, 8): 1}


def test_another_boards_organisations_are_not_written_to(
    board: Board, other_board: Board, kingfisher: Assessment, client_of: Callable[..., object]
) -> None:
    assert remind(board=other_board) == 0
