"""`manage.py import_benchmarks FILE`: load a national workbook as published, and say sheet by sheet what was taken."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Board
from agencies.rules.standing import Actor
from files.errors import Unreadable
from scorecard.actions import benchmarks
from scorecard.imports.benchmarks import PLACES, Place, SheetReport, read_workbook
from scorecard.models import Area


class Command(BaseCommand):
    """Reads DfE's workbook on children in need and loads what boards compare with."""

    help = "Load published figures from a workbook or tidy data file; say sheet by sheet what was taken and left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and when it was published where the workbook does not say."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--published", type=date.fromisoformat, help="the day it was published, such as 2018-10-25"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load in one transaction, report."""
        path: Path = options["file"]
        try:
            read = read_workbook(path.read_bytes(), places=self._places(), published_on=options["published"])
        except OSError as trouble:
            raise CommandError(f"{path} could not be opened: {trouble.strerror}.") from None
        except Unreadable as trouble:
            raise CommandError(f"{path.name}: {trouble.message} {trouble.remedy}") from None
        for sheet in read.sheets:
            self._report(sheet)
        if not read.rows:
            raise CommandError(
                f"{path.name}: no sheet of it could be read as published figures. Nothing was loaded."
            )
        if read.published_on is None:
            raise CommandError(
                f"{path.name} does not say when it was published: give it with --published YYYY-MM-DD."
            )
        loaded = benchmarks.load(
            rows=read.rows, populations=read.populations, by=Actor(None, "The command import_benchmarks")
        )
        self.stdout.write(f"{loaded.new} published values loaded, {loaded.held} were held already.")

    def _places(self) -> tuple[Place, ...]:
        """England, the places every demonstration shows, and the area of each board."""
        boards = Area.objects.filter(code__in=Board.objects.values("area_code")).order_by("code")
        known = {place.code for place in PLACES}
        return (*PLACES, *(Place(area.code, area.name) for area in boards if area.code not in known))

    def _report(self, sheet: SheetReport) -> None:
        self.stdout.write(f"{sheet.sheet}: {sheet.title}")
        for line in sheet.taken:
            self.stdout.write(f"  took {line}")
        for line in sheet.left:
            self.stdout.write(f"  left {line}")
        if sheet.why:
            self.stdout.write(f"  {sheet.why}")
