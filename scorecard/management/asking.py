"""What the commands on a return's file share: their options, their exit codes, one object on standard output."""

import json
import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Agency, Board
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.presenters import outcome as words
from scorecard.rules.periods import Period, PeriodKind, PeriodUnclear, parse

CLEAN, FINDINGS, REFUSED, FAILED = 0, 1, 2, 3
#: How sysexits.h says that a command was called wrongly.
WRONG_USAGE = 64
EXITS = {"clean": CLEAN, "findings": FINDINGS, "refused": REFUSED}
_log = logging.getLogger(__name__)


class Wrong(CommandError):
    """The command was called wrongly; says how, on standard error."""

    def __init__(self, words: str) -> None:
        """Keep the sentence."""
        super().__init__(words, returncode=WRONG_USAGE)


class FileCommand(BaseCommand):
    """A command on one return's file. Nothing but its outcome is printed on standard output."""

    requires_system_checks = []  # noqa: RUF012 - Django's own declaration
    example = "manage.py check_return FILE"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Django's parser, which ends with 64 where argparse would end with 2: here 2 has a meaning of its own."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def wrong(message: str) -> NoReturn:
            if not parser.called_from_command_line:
                raise Wrong(message)
            parser.print_usage(sys.stderr)
            self.stderr.write(message)
            sys.exit(WRONG_USAGE)

        parser.error = wrong  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whose it is and of which quarter where it does not say so itself."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--agency", metavar="CODE", help="the agency's code, when the file does not say it"
        )
        parser.add_argument("--board", metavar="CODE", help="the board's code, when there are several")
        parser.add_argument(
            "--period", help="the quarter, such as “Q1 2013/14”, when the file does not say it"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, print the outcome, and end with its exit code."""
        try:
            outcome, code = self.outcome(options)
        except CommandError:
            raise
        except Exception:
            _log.exception("The command failed")
            outcome, code = words.failed(), FAILED
        if options["json"]:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
        else:
            for line in words.lines(outcome):
                self.stdout.write(line)
        if code:
            sys.exit(code)

    def outcome(self, options: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """What is printed, and the exit code. Raises `Wrong` when it was called wrongly."""
        raise NotImplementedError


def data_of(path: Path) -> bytes:
    """The file's bytes."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Wrong(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB: send the figures alone.")
        return path.read_bytes()
    except OSError as trouble:
        raise Wrong(f"{path} could not be opened: {trouble.strerror}.") from None


def board_of(code: str | None) -> Board:
    """The board of this code, or the only one there is."""
    boards = {one.code: one for one in Board.objects.order_by("code")}
    if code is None and len(boards) == 1:
        code = next(iter(boards))
    if code is None:
        raise Wrong(f"Say which board with --board: {', '.join(boards) or 'there is none yet'}.")
    if code not in boards:
        raise Wrong(f"There is no board {code}; there are: {', '.join(boards) or 'none'}.")
    if not Agency.objects.filter(seats__board=boards[code]).exists():
        raise Wrong(f"No agency has a seat at the board {code} yet.")
    return boards[code]


def agency_of(code: str | None, board: Board) -> Agency | None:
    """The agency of this code, if one is given; it has to have a seat at the board."""
    if code is None:
        return None
    seated = {one.code: one for one in Agency.objects.filter(seats__board=board).order_by("code")}
    if code not in seated:
        raise Wrong(f"{board.name} has no agency {code}; it has: {', '.join(seated)}.")
    return seated[code]


def quarter_of(text: str | None) -> Period | None:
    """The quarter these words name, if any are given."""
    if text is None:
        return None
    try:
        period = parse(text)
    except PeriodUnclear as unclear:
        raise Wrong(str(unclear)) from None
    if period.kind is not PeriodKind.QUARTER:
        raise Wrong(f"“{text}” is no quarter. Write it like “Q1 2013/14”.")
    return period
