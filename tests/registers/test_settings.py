"""What a board sets for its registers, and what holds where it has set nothing."""

from agencies.models import Board
from registers.queries.settings import Settings, register_settings
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands
from tests.factories import RegisterSettingsFactory


def test_a_board_that_has_set_nothing_has_the_defaults(board: Board) -> None:
    assert register_settings(board.pk) == Settings(
        reply_days=20, ladder=Ladder(5, 10, 20), bands=Bands(4, 8, 15, 15)
    )


def test_a_board_has_what_it_set_and_no_other_boards(board: Board, other_board: Board) -> None:
    RegisterSettingsFactory(
        board=board,
        reply_days=10,
        member_after=2,
        letter_after=4,
        paper_after=6,
        moderate_from=5,
        high_from=10,
        extreme_from=16,
        tolerance=12,
    )

    assert register_settings(board.pk) == Settings(10, Ladder(2, 4, 6), Bands(5, 10, 16, 12))
    assert register_settings(other_board.pk) == Settings()
