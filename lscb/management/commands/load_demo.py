"""`python manage.py load_demo`: open the demonstration board, without its figures: those come by its feeds."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.actions import agencies, boards, people
from agencies.models import Agency, Board
from agencies.queries.standings import standing_at
from agencies.rules.roles import BUNDLES
from agencies.rules.standing import Actor, Standing
from lscb.demo import annual, reference, words
from lscb.demo.breaks import breaks
from lscb.demo.people import KINDS, DemoPerson
from lscb.demo.people import people as demo_people
from lscb.demo.story import AGENCIES, QUARTERS
from lscb.demo.targets import targets
from reports.actions import opening, texts
from reports.models import Report
from reports.rules.kinds import Kind
from scorecard.actions import benchmarks, commentary, feeds, indicators, measures, places, returns
from scorecard.models import Area, Feed, Indicator
from scorecard.rules.periods import financial_year, parse

CODE = "demo"
NAME = "Demonstration Safeguarding Children Board"
SINCE = date(2012, 4, 1)
YEAR = 2017
BY = Actor(None, "The command load_demo")
ALIASES = {
    "csc": ("Children's Services (demo)", "CSC (demo)"),
    "pol": ("County Constabulary (demo)",),
    "hlt": ("Community Health Trust (demo)",),
    "ccg": ("County PCT (demo)",),
}


class Command(BaseCommand):
    """Opens the demonstration board once; run again it changes nothing."""

    help = "Open the demonstration board: agencies, people, indicators, targets, published figures, feeds."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of it in one transaction; the sign-ins go into a file beside the data."""
        if not settings.EMBEDDED:
            raise CommandError("The demonstration is loaded with LSCB_EMBEDDED=1 only.")
        if Board.objects.filter(code=CODE).exists():
            self.stdout.write("The demo board is there already.")
            return
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        with transaction.atomic():
            load(password)
        signins = Path(settings.VAR_DIR) / "sign-ins.txt"
        signins.parent.mkdir(parents=True, exist_ok=True)
        signins.write_text(signins_text(password))
        signins.chmod(0o600)
        self.stdout.write("The demo board is open.")


def signins_text(password: str) -> str:
    """The sign-ins, one a line, and the password they share."""
    lines = [
        f"  {one.email:<24} {BUNDLES[one.role].title}" + (f", {one.agency}" if one.agency else "")
        for one in demo_people()
    ]
    return "Sign in with\n" + "\n".join(lines) + f"\nand the password  {password}\n"


def load(password: str) -> Board:
    """Enter everything but the figures, in the caller's transaction."""
    _places()
    board = boards.open_board(code=CODE, name=NAME, area_code=reference.BOARD_AREA, by=BY, synthetic=True)
    seated = _agencies(board)
    standings = {one.email: _person(one, board, seated, password) for one in demo_people()}
    indicators.adopt_catalogue(board=board, owners=seated, since=SINCE, by=BY)
    held = {one.code: one for one in Indicator.objects.filter(board=board).select_related("board")}
    for target in targets():
        indicators.set_target(indicator=held[target.code], year=target.year, value=target.value, by=BY)
    manager = standings["manager@demo.example"]
    for one in breaks():
        measures.make_break(
            indicator_id=held[one.code].pk, first=one.first, kind=one.kind, reason=one.reason, by=manager
        )
    measures.set_comparators(
        name=reference.SIMILAR_NAME, area_codes=[place.code for place in reference.SIMILAR], by=manager
    )
    for quarter in QUARTERS:
        returns.open_for(board=board, period=quarter, by=BY)
    for code, agency in seated.items():
        feeds.set_up(board=board, agency=agency, folder=code, by=manager, policy=Feed.Policy.RELEASE)
    annual.enter(
        _texts(board, standings["chair@demo.example"]),
        agencies=seated,
        standings={email.partition("@")[0]: standing for email, standing in standings.items()},
    )
    for (code, whose, period), text in words.COMMENTARY.items():
        commentary.write(
            indicator=held[code],
            agency_id=seated[whose].pk,
            period=parse(period),
            text=text,
            by=standings[f"{whose}@demo.example"],
        )
    return board


def _places() -> None:
    known: dict[str, Area] = {}
    for area in reference.areas():
        known[area.code] = places.enter_area(
            code=area.code, name=area.name, kind=area.kind, parent=known.get(area.parent), by=BY
        )
    benchmarks.load(rows=reference.benchmarks(), populations=reference.populations(), by=BY)


def _agencies(board: Board) -> dict[str, Agency]:
    kinds = agencies.set_kinds(by=BY)
    seated = {}
    for code, name in AGENCIES.items():
        kind = kinds[KINDS[code]]
        seated[code] = agencies.add(code=code, name=name, kind=kind, by=BY, aliases=ALIASES.get(code, ()))
        agencies.seat(agency=seated[code], board=board, statutory=kind.statutory, since=SINCE, by=BY)
    return seated


def _person(one: DemoPerson, board: Board, seated: dict[str, Agency], password: str) -> Standing:
    person = people.add_person(
        email=one.email, name=one.name, job_title=one.job_title, password=password, by=BY
    )
    people.give_role(
        person=person, board=board, role=one.role, agency=seated.get(one.agency), since=SINCE, by=BY
    )
    standing = standing_at(person, CODE)
    if standing is None:
        raise CommandError(f"{one.email} has no part in the board.")
    return standing


def _texts(board: Board, chair: Standing) -> Report:
    report = opening.open_report(board=board, kind=Kind.ANNUAL, period=financial_year(YEAR), by=chair)
    for section, text in (
        ("foreword", words.FOREWORD),
        ("area", words.AREA),
        ("conclusion", words.CONCLUSION),
    ):
        texts.write(report_id=report.pk, section=section, text=text, by=chair)
    for title, owner in (
        ("Children who come back onto a plan", "Demo Chair"),
        ("Neglect", "County Children’s Social Care (demo)"),
        ("Children who go missing or are exploited", "County Police (demo)"),
    ):
        boards.set_priority(board=board, title=title, first_year=2016, last_year=2018, owner=owner, by=BY)
    return report
