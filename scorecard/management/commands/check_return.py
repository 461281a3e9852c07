"""`manage.py check_return FILE`: what the portal would say of a file, without sending it. Changes nothing."""

from typing import Any

from scorecard.imports.trial import try_out
from scorecard.management.asking import EXITS, FileCommand, agency_of, board_of, data_of, quarter_of
from scorecard.presenters.outcome import of_trial


class Command(FileCommand):
    """Reads and checks a file as an upload would, and says everything that was found."""

    help = (
        "Check a return’s file and change nothing. Exit codes: 0 clean, 1 something to correct or explain, "
        "2 refused, 3 the portal failed, 64 wrong usage."
    )

    def outcome(self, options: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """What the check comes to."""
        board = board_of(options["board"])
        trial = try_out(
            data_of(options["file"]),
            options["file"].name,
            board=board,
            agency=agency_of(options["agency"], board),
            period=quarter_of(options["period"]),
        )
        outcome = of_trial(trial)
        return outcome, EXITS[outcome["verdict"]]
