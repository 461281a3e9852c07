"""`manage.py set_organisation_kind CODE`: by what right a kind of organisation is asked, for every board at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from registers.actions.section_11.wording import set_kind_everywhere
from registers.rules.section_11.duties import Duty


class Command(BaseCommand):
    """Sets a kind that several boards share, which none of them may change for the others."""

    help = "Say by what right a kind of organisation is asked for its Section 11 self-assessment, for every board."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The kind, its group, and the law."""
        parser.add_argument("code", help="the kind's code, such as academy")
        parser.add_argument("--group", required=True, choices=[one.value for one in Duty])
        parser.add_argument("--law", default="", help='such as "section 157, Education Act 2002"')
        parser.add_argument("--kindly", action="store_true", help="ask them again in friendly words only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it, or say why not."""
        try:
            kind = set_kind_everywhere(
                code=options["code"],
                duty=Duty(options["group"]),
                basis=options["law"],
                kindly=options["kindly"],
                by=Actor(None, "The command set_organisation_kind"),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{kind.name} is changed, for cycles to come.")
