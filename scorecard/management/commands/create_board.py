"""`manage.py create_board`: open a real board with its first business manager, who invites everyone else."""

import getpass
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import DataError, IntegrityError, transaction

from agencies.actions import agencies, boards, people
from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Actor
from scorecard.actions import indicators, places
from scorecard.catalogue import catalogue
from scorecard.models import Area

#: First parts of addresses that belong to the portal itself.
RESERVED = frozenset(
    {"account", "alive", "api", "assess", "certificates", "invitation", "learn", "pages", "password"}
    | {"published", "sign-in", "sign-out", "static", "survey"}
)
#: In characters: as many as the column holds.
LONGEST_CODE = 40


class Command(BaseCommand):
    """Opens a board: its agencies from options, its indicators from the catalogue, its first business manager."""

    help = "Open a board with its agencies, the starting catalogue and its first business manager."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, where, and which agency reports what."""
        parser.add_argument("code", help="short name in addresses, such as midshire")
        parser.add_argument("name", help="the board's name")
        parser.add_argument("--area", required=True, help="the ONS code of its area, such as E10000014")
        parser.add_argument("--area-name", required=True)
        parser.add_argument("--manager-email", required=True)
        parser.add_argument("--manager-name", required=True)
        parser.add_argument(
            "--since", type=date.fromisoformat, default=None, help="first day of figures: 2024-04-01"
        )
        parser.add_argument(
            "--agency",
            action="append",
            default=[],
            metavar="OWNER=KIND=NAME",
            help=(
                "an agency: the catalogue's owner code (csc, pol, hlt, …), its kind (police, …) and its name; "
                "or OWNER==CODE for one that has a seat at another board already, by its code there, "
                "such as pol==midshire-pol: it is then one agency at both"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything in one transaction; the password is asked for and never shown."""
        by = Actor(None, f"The command create_board, run by {getpass.getuser()}")
        password = getpass.getpass(f"Password for {options['manager_email']} (at least 12 characters): ")
        try:
            self._check_code(options["code"])
            validate_password(password)
            self._open(options, password, by)
        except ValidationError as trouble:
            raise CommandError(" ".join(trouble.messages)) from None
        except (IntegrityError, DataError) as trouble:
            raise CommandError(f"Nothing was changed: {trouble}") from None
        self.stdout.write(
            f"{options['name']} is open. {options['manager_email']} can sign in and invite the others."
        )

    @transaction.atomic
    def _open(self, options: dict[str, Any], password: str, by: Actor) -> None:
        if Board.objects.filter(code=options["code"]).exists():
            raise CommandError(f"There is a board called {options['code']} already.")
        since = options["since"] or clock.today()
        if not Area.objects.filter(code=options["area"]).exists():
            places.enter_area(code=options["area"], name=options["area_name"], kind="authority", by=by)
        board = boards.open_board(
            code=options["code"], name=options["name"], area_code=options["area"], by=by
        )
        kinds = agencies.set_kinds(by=by)
        owners = {}
        for given in options["agency"]:
            owner, kind, name = self._agency(given, set(kinds))
            agency = (
                agencies.add(code=f"{options['code']}-{owner}", name=name, kind=kinds[kind], by=by)
                if kind
                else self._existing(given, name)
            )
            agencies.seat(agency=agency, board=board, statutory=agency.kind.statutory, since=since, by=by)
            owners[owner] = agency
        indicators.adopt_catalogue(board=board, owners=owners, since=since, by=by)
        email = options["manager_email"].strip().lower()
        manager = Person.objects.filter(email=email).first() or people.add_person(
            email=email, name=options["manager_name"], password=password, by=by
        )
        people.give_role(person=manager, board=board, role=Role.BUSINESS_MANAGER, by=by)

    def _check_code(self, code: str) -> None:
        """The code is the first part of every address of the board: no other page may lie there."""
        validate_slug(code)
        if len(code) > LONGEST_CODE or code in RESERVED:
            raise CommandError(
                f"A board cannot be called {code}: use at most {LONGEST_CODE} characters, "
                f"and none of {', '.join(sorted(RESERVED))}."
            )

    def _existing(self, given: str, code: str) -> Agency:
        found = Agency.objects.select_related("kind").filter(code=code).first()
        if found is None:
            known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True)) or "none"
            raise CommandError(
                f"--agency {given}: there is no agency with the code {code}; there are: {known}."
            )
        return found

    def _agency(self, given: str, kinds: set[str]) -> tuple[str, str, str]:
        """Owner, kind and name; or owner, no kind, and the code of an agency that exists."""
        owner, _, rest = given.partition("=")
        kind, _, name = rest.partition("=")
        if owner not in catalogue.OWNERS - {"all"} or kind not in {*kinds, ""} or not name:
            raise CommandError(
                f"--agency {given}: write OWNER=KIND=NAME, or OWNER==CODE for an agency that exists, with an owner of "
                f"{', '.join(sorted(catalogue.OWNERS - {'all'}))} and a kind of {', '.join(sorted(kinds))}."
            )
        return owner, kind, name
