"""`manage.py build_report`: a report built here and now, and every file of it written to a folder."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from agencies.models import Board
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from reports import build
from reports.actions import choosing, opening, printing
from reports.build.standalone import standalone
from reports.models import Printing, Report
from reports.queries.choosable import choosable
from reports.queries.reports import outputs_of
from reports.queries.titles import stem_of
from reports.rules.document import from_json
from reports.rules.kinds import KINDS, Kind
from reports.rules.states import OPEN
from scorecard.rules.periods import Period, PeriodKind, PeriodUnclear, parse

#: The annual report as everybody reads it on a screen, with its figures as open data.
PUBLIC = "public"
BY = Actor(None, "The command build_report, run by whoever runs the server")
#: A file's name and its bytes.
File = tuple[str, bytes]


class Command(BaseCommand):
    """Opens the report where it is not open yet, builds a draft (of a settled one: its record), writes its files."""

    help = "Build a report and write its files to a folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which report of which board, and where its files go."""
        parser.add_argument("kind", choices=[*(kind.value for kind in Kind), PUBLIC])
        parser.add_argument("--board", help="the board's code; not needed where there is only one board")
        parser.add_argument("--period", required=True, help="“2017/18”, or for a board pack “Q4 2017/18”")
        parser.add_argument("--output", required=True, type=Path, help="the folder for the files")
        parser.add_argument(
            "--thread",
            action="append",
            default=[],
            metavar="CH-29",
            help="of an evidence pack: a thread to tell in full; may be given again. By default those chosen before, "
            "and where none was, all of the year's",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it, and say where each file is and its SHA-256."""
        public = options["kind"] == PUBLIC
        kind = Kind.ANNUAL if public else Kind(options["kind"])
        report = self._opened(_board(options["board"]), kind, _period(options["period"], kind))
        if kind is Kind.EVIDENCE:
            _choose(report, options["thread"])
        printed = _printing(report)
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in _public(printed) if public else _files(printed):
            (folder / name).write_bytes(data)
            self.stdout.write(str(folder / name))

    def _opened(self, board: Board, kind: Kind, period: Period) -> Report:
        try:
            return opening.open_report(board=board, kind=kind, period=period, by=BY)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None


def _board(code: str | None) -> Board:
    boards = Board.objects.filter(code=code) if code else Board.objects.all()
    found = list(boards[:2])
    if len(found) == 1:
        return found[0]
    raise CommandError(f"There is no board {code}." if code else "Say which board with --board.")


def _period(text: str, kind: Kind) -> Period:
    wanted = PeriodKind.QUARTER if KINDS[kind].quarterly else PeriodKind.YEAR
    said = "a quarter, such as “Q4 2017/18”" if wanted is PeriodKind.QUARTER else "a year, such as “2017/18”"
    try:
        found = parse(text)
    except PeriodUnclear as unclear:
        raise CommandError(f"{unclear} Give {said}.") from None
    if found.kind is not wanted:
        raise CommandError(f"Give {said}.")
    return found


def _choose(report: Report, references: list[str]) -> None:
    """The threads that are named; with none named and none chosen, all of the year's."""
    known = {one.reference: one.pk for one in choosable(report)}
    if unknown := [one for one in references if one not in known]:
        raise CommandError(f"Not in the challenge log of that year: {', '.join(unknown)}.")
    wanted = [known[one] for one in references] or ([] if report.chosen else list(known.values()))
    if not wanted:
        return
    try:
        choosing.choose(report_id=report.pk, challenges=wanted[: choosing.MOST], by=BY)
    except Refused as refusal:
        raise CommandError(str(refusal)) from None


def _printing(report: Report) -> Printing:
    """A new draft; of a report that is settled, its record."""
    if report.state not in OPEN:
        record = report.printings.filter(final=True, state=Printing.State.BUILT).first()
        if record is None:
            raise CommandError("It is approved, and its record is not built yet.")
        found: Printing = record
        return found
    asked = printing.ask_for(report=report, by=BY)
    printing.construct(printing_id=asked.pk, printer=build.pdf, beside=build.beside)
    asked.refresh_from_db()
    if asked.state != Printing.State.BUILT:
        raise CommandError(asked.trouble or "A worker is building it at this moment. Try again in a minute.")
    return asked


def _files(printed: Printing) -> Iterator[File]:
    """The PDF and what lies beside it."""
    yield f"{stem_of(printed)}.pdf", _kept(printed.stored)
    for one in outputs_of(printed):
        yield one.name, _kept(one.stored)


def _public(printed: Printing) -> Iterator[File]:
    """The page and the open data, from the same frozen data as the PDF."""
    assert printed.data is not None  # noqa: S101 - a printing is filed with its data
    document = from_json(printed.data)
    yield from standalone(document, name=stem_of(printed), draft=not printed.final)


def _kept(where: str) -> bytes:
    with default_storage.open(where) as file:
        data: bytes = file.read()
    return data
