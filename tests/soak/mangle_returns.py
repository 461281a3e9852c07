"""A long trial of the whole way in: a sound return, damaged, is uploaded, checked and released as its sender would.

It never ends in an error page, a part of a load, or another number where nothing says so. `make soak` runs it, each
kind of damage once a round; `ROUNDS` rounds.
"""

import random
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from scorecard.actions import submissions
from scorecard.models import CheckedRow, Figure, Return, Submission
from scorecard.rules.periods import Period
from tests import factories
from tests.building import BEFORE, HEADINGS, LAST, a_return, small_scorecard
from tests.conftest import TODAY
from tests.files.books import csv_bytes, xlsx_bytes
from tests.files.opened import ods_bytes
from tests.soak.damages import DAMAGES, Damage, damaged

State = Submission.State
Key = tuple[str, str, Any]
_ENDED = {State.TO_CORRECT, State.REFUSED, State.STOPPED, State.READY, State.RELEASED, State.UNCHANGED}
_FORMATS = ("csv", "csv", "semicolons", "tabs", "windows", "xlsx", "xlsx", "ods")


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Damage a return so often in each of the ways; how many ended how. AssertionError names seed, round and kind."""
    dice, counts = random.Random(seed), Counter[str](kinds=len(DAMAGES))
    clock.fix(TODAY)
    with tempfile.TemporaryDirectory(prefix="lscb-mangle-") as name:
        folder = Path(name)
        kept = override_settings(
            MEDIA_ROOT=folder / "files",
            INBOX_ROOT=folder / "inbox",
            QUARANTINE_ROOT=folder / "quarantine",
            PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        )
        try:
            with kept, transaction.atomic():
                trial = _Trial()
                for number in range(rounds):
                    for damage in DAMAGES:
                        more = dice.sample(DAMAGES, dice.choice((0, 0, 1, 2)))
                        counts[trial.one(f"seed {seed}, round {number}", [damage, *more], dice)] += 1
                        counts["files"] += 1
                transaction.set_rollback(True)
        finally:
            clock.fix(None)
    return dict(sorted(counts.items()))


class _Trial:
    """A board, an agency whose return it is, and its lead at a browser."""

    def __init__(self) -> None:
        self.board: Board = factories.BoardFactory(code="wessex")
        health = factories.AgencyFactory(code="health", name="Wessex Health")
        police = factories.AgencyFactory(code="police", name="Wessex Police")
        for agency in (health, police):
            factories.SeatFactory(board=self.board, agency=agency)
        small_scorecard(self.board, health, police)
        self.agency: Agency = health
        self.owed: Return = a_return(self.board, health)
        a_return(self.board, health, BEFORE)
        lead: Person = factories.PersonFactory(email="lead@health.example")
        factories.MembershipFactory(board=self.board, person=lead, agency=health, role=Role.AGENCY_LEAD.value)
        self.browser = Client(SERVER_NAME="localhost")
        self.browser.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
        self.truth = _truth()

    def one(self, name: str, damages: list[Damage], dice: random.Random) -> str:
        """Send one damaged return the whole way; how it ended. The database is as before afterwards."""
        name = f"{name}: {' + '.join(one.name for one in damages)}"
        how = dice.choice(_FORMATS)
        data, suffix = _written(damaged(_rows(), damages, dice), how)
        point = transaction.savepoint()
        try:
            return self._sent(f"{name} as {how}", data, suffix)
        finally:
            transaction.savepoint_rollback(point)

    def _sent(self, name: str, data: bytes, suffix: str) -> str:
        upload = reverse("scorecard:upload", args=[self.board.code, self.owed.pk])
        answer = self.browser.post(upload, {"file": SimpleUploadedFile(f"return.{suffix}", data)})
        assert answer.status_code in (200, 302), f"{name}: upload gave {answer.status_code}"
        sent = Submission.objects.order_by("-pk").first()
        if sent is None:
            assert b"error-summary" in answer.content, f"{name}: refused without a word"
            return "refused at the door"
        submissions.take_up(board_id=self.board.pk, agency_id=self.agency.pk)
        sent.refresh_from_db()
        assert sent.state in _ENDED, f"{name}: ended {sent.state}"
        self._looked_at(name, sent)
        if sent.state == State.READY:
            self._release(name, sent)
            sent.refresh_from_db()
        if sent.state != State.RELEASED:
            assert not Figure.objects.exists(), f"{name}: a part was loaded"
            assert sent.findings.exists() or sent.remark, f"{name}: nothing says why"
            return str(sent.state)
        self._judge(name, sent)
        return "released"

    def _looked_at(self, name: str, sent: Submission) -> None:
        for page in ("submission", "marked", "mapping"):
            answer = self.browser.get(reverse(f"scorecard:{page}", args=[self.board.code, sent.pk]))
            assert answer.status_code < 500, f"{name}: {page} gave {answer.status_code}"

    def _release(self, name: str, sent: Submission) -> None:
        staged = CheckedRow.objects.filter(submission=sent).count()
        answer = self.browser.post(reverse("scorecard:release", args=[self.board.code, sent.pk]))
        assert answer.status_code < 500, f"{name}: release gave {answer.status_code}"
        loaded = Figure.objects.filter(submission=sent).count()
        assert loaded in (0, staged), f"{name}: {loaded} of {staged} rows were loaded"

    def _judge(self, name: str, sent: Submission) -> None:
        """Each figure is the one that was meant, or a finding stands at its cell; each due one left out is named."""
        said = {(one.sheet, one.cell) for one in sent.findings.all()}
        rows = {cell.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _, cell in said}
        held = {}
        for one in Figure.objects.filter(submission=sent).select_related("indicator"):
            key = (one.indicator.code, one.breakdown, one.first)
            held[key] = (one.numerator, one.denominator)
            meant = self.truth.get(key)
            row = one.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            right = meant is not None and meant[0] == one.numerator and one.denominator in (meant[1], None)
            right = right or (one.status == "not_supplied" and one.value is None and _said_in_words(name))
            assert right or (one.sheet, one.cell) in said or row in rows, (
                f"{name}: {key} is {held[key]} from {one.cell}, meant was {meant}, and nothing says so"
            )
        due = {key for key in self.truth if key[2] == LAST.first}
        unsaid = {key[0] for key in due - held.keys()} - {one.value for one in sent.findings.all()}
        about = " ".join(one.message for one in sent.findings.all())
        assert all(code in about or rows for code in unsaid), (
            f"{name}: {unsaid} left out, and nothing says so"
        )


def _said_in_words(name: str) -> bool:
    """Whether somebody wrote in plain words that there is no figure."""
    return any(f"made {words!r}" in name for words in ("not supplied", "data not provided"))


def _facts() -> list[tuple[str, Period, int, int | None, str | None]]:
    quarters = (BEFORE, LAST)
    return [
        fact
        for number, quarter in enumerate(quarters)
        for fact in (
            ("H01", quarter, 412 + number, None, None),
            ("H02", quarter, 54 + number, 190, None),
            ("H03", quarter, 977 + number, 280_000, None),
            ("H04", quarter, 64, 240 + number, "schools"),
            ("H04", quarter, 82, 240 + number, "police"),
            ("W01", quarter, 88 - number, 95, None),
        )
    ]


def _rows() -> list[list[object]]:
    return [list(HEADINGS), *([code, at.short, n, d, part, None] for code, at, n, d, part in _facts())]


def _truth() -> dict[Key, tuple[Decimal, Decimal | None]]:
    return {
        (code, part or "all", at.first): (Decimal(n), None if d is None else Decimal(d))
        for code, at, n, d, part in _facts()
    }


def _written(rows: list[list[object]], how: str) -> tuple[bytes, str]:
    if how == "xlsx":
        return xlsx_bytes({"Return": rows}), "xlsx"
    if how == "ods":
        return ods_bytes({"Return": rows}), "ods"
    mark, code = {
        "csv": (",", "utf-8"),
        "semicolons": (";", "utf-8-sig"),
        "tabs": ("\t", "utf-16"),
        "windows": (",", "cp1252"),
    }[how]
    try:
        return csv_bytes(rows, delimiter=mark, encoding=code), "csv"
    except UnicodeEncodeError:
        return csv_bytes(rows, delimiter=mark), "csv"
