"""A kept file that is no longer what was sent is refused, never checked as if it were whole."""

from agencies.keeping import place_of
from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from scorecard.actions import submissions
from scorecard.models import Submission
from tests.building import LAST, lines, send


def test_a_file_cut_short_on_the_disk_is_refused_and_loads_nothing(
    board: Board, health: Agency, helen: Standing
) -> None:
    data = lines(("H01", LAST, 1), ("H02", LAST, 30, 120))
    received = submissions.receive(board=board, agency=health, data=data, file_name="q4.csv", by=helen)
    place = place_of(received.stored)
    place.write_bytes(data[: data.index(b"H02")])

    submissions.take_up(board_id=board.pk, agency_id=health.pk)

    received.refresh_from_db()
    assert received.state == Submission.State.REFUSED
    assert received.remark == (
        "The kept copy of this file is no longer the file that was received: it is damaged. "
        "Send it again, and ask the board office to look."
    )
    assert not received.checked_rows.exists()


def test_sending_a_damaged_file_again_makes_it_whole(board: Board, health: Agency, helen: Standing) -> None:
    data = lines(("H02", LAST, 30, 120))
    first = submissions.receive(board=board, agency=health, data=data, file_name="q4.csv", by=helen)
    place_of(first.stored).write_bytes(b"Ref,")

    assert send(data, by=helen, agency=health).state == Submission.State.READY
