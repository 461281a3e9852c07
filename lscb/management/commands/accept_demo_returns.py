"""`python manage.py accept_demo_returns`: the demo's business manager accepts what is released, but for a few."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.models import Person
from agencies.queries.standings import standing_at
from lscb.demo.story import QUARTERS
from scorecard.actions import submissions
from scorecard.models import Return

#: Whose last quarter the manager has not come round to yet, so that a visitor has some to accept.
LEFT = ("pol", "edu", "hlt")


class Command(BaseCommand):
    """Accept the demo's released returns in the business manager's name; those of `LEFT` wait for a visitor."""

    help = "Accept the demo's released returns, but for the last quarter of a few agencies."

    def handle(self, *args: Any, **options: Any) -> None:
        """Accept each through the ordinary action. Says how many."""
        manager = Person.objects.filter(email="manager@demo.example").first()
        standing = standing_at(manager, "demo") if manager else None
        if standing is None:
            raise CommandError("The demo has no business manager: run load_demo first.")
        released = Return.objects.filter(board_id=standing.board_id, state=Return.State.RELEASED)
        waiting = released.exclude(agency__code__in=LEFT, first=QUARTERS[-1].first).order_by("first", "pk")
        numbers = list(waiting.values_list("pk", flat=True))
        for number in numbers:
            submissions.accept(return_id=number, by=standing)
        self.stdout.write(f"The demo’s manager accepted {len(numbers)} returns.")
