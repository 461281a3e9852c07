"""`python manage.py play_demo_diary`: what the demonstration's board did about its figures, from 2016 on."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Board
from agencies.rules import clock
from lscb.demo.acting import play
from lscb.demo.diary import entries
from registers.models import Challenge


class Command(BaseCommand):
    """Play the diary once, after the figures have come in; run again it changes nothing."""

    help = "Fill the demo's registers: challenges, risks, actions, audits, meetings and letters, each on its day."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of it in one transaction. Says how much was done."""
        if not settings.EMBEDDED:
            raise CommandError("The demonstration's diary is played with LSCB_EMBEDDED=1 only.")
        board = Board.objects.filter(code="demo", synthetic=True).first()
        if board is None:
            raise CommandError("There is no demo board: run load_demo first.")
        if Challenge.objects.filter(board=board).exists():
            self.stdout.write("The diary has been played already.")
            return
        with transaction.atomic():
            done = play(board, entries(), until=clock.today())
        self.stdout.write(f"The demo’s board did {done} things.")
