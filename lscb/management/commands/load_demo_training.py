"""`python manage.py load_demo_training`: the demo board’s courses, staff numbers and training history, imported."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from lscb.demo import trained, upcoming
from lscb.demo.partners import staff
from training.actions import courses
from training.actions.handing_down import keep_here
from training.actions.intake import confirm, look
from training.models import Course, Headcount, Intake, Profession, Session
from training.rules.professions import PROFESSIONS

FILE = "training-system-export.csv"
#: The day the agencies' staff numbers are of.
COUNTED_ON = date(2012, 9, 30)


class Command(BaseCommand):
    """Loads the history once; run again it changes nothing."""

    help = "Load the demo's courses, staff numbers and who was trained since October 2012."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of it in one transaction; then the quarters are counted from it."""
        if not settings.EMBEDDED:
            raise CommandError("The demonstration is loaded with LSCB_EMBEDDED=1 only.")
        board = Board.objects.filter(code="demo", synthetic=True).first()
        if board is None:
            raise CommandError("There is no demo board: run load_demo first.")
        if Intake.objects.filter(board=board).exists():
            self.stdout.write("The training history is there already.")
            return
        with transaction.atomic():
            found = load(board)
        self.stdout.write(f"The training history is loaded: {found.counts['new']} bookings.")


def load(board: Board) -> Intake:
    """Everything, as the coordinator and the manager would: courses, the export, and from when it is counted here."""
    coordinator, manager = _standing("training@demo.example"), _standing("manager@demo.example")
    _professions(board)
    _staff(board, coordinator)
    for facts in trained.COURSES:
        if not Course.objects.filter(board=board, title=facts.title).exists():
            courses.add(board=board, facts=facts, by=coordinator)
    found = look(board=board, data=trained.file(), file_name=FILE, agency=None, by=coordinator)
    if found.state != Intake.State.READY:
        raise CommandError(f"The demo’s own export has faults: {found.findings[:3]}")
    found = confirm(intake_id=found.pk, by=coordinator)
    _introduced(board)
    upcoming.plan(board, coordinator)
    keep_here(first=trained.FIRST, by=manager)
    return found


def _standing(email: str) -> Standing:
    found = standing_at(Person.objects.get(email=email), "demo")
    if found is None:
        raise CommandError(f"{email} has no part in the board.")
    return found


def _professions(board: Board) -> None:
    Profession.objects.bulk_create(
        [
            Profession(board=board, code=code, name=name, order=order)
            for order, (code, name) in enumerate(PROFESSIONS)
        ],
        ignore_conflicts=True,
    )


def _staff(board: Board, by: Standing) -> None:
    """How many staff each agency has: those who need training, by its own return. One does not tell."""
    known = {one.code: one for one in Agency.objects.filter(seats__board=board)}
    Headcount.objects.bulk_create(
        Headcount(
            board=board,
            agency=known[code],
            number=number,
            as_of=COUNTED_ON,
            source="The agency’s own count (invented)",
            told_at=clock.now(),
            told_by=by.actor.words,
        )
        for code, number in staff().items()
        if code in known and code != "dcs"
    )


def _introduced(board: Board) -> None:
    """The chair opened every other day on what reviews found."""
    held = Session.objects.filter(board=board, course__title=trained.COURSES[1].title).order_by("starts")
    keys = list(held.values_list("pk", flat=True))[::2]
    Session.objects.filter(pk__in=keys).update(chair_introduces=True, introduced="Independent chair")
