"""`check_return` and `import_return`: one object on standard output, and an exit code a script can go by."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agencies.models import Agency, Board, Entry, Person
from scorecard.models import Figure, Indicator, Return, Submission
from tests.building import LAST, a_return, lines, small_scorecard
from tests.factories import AgencyAliasFactory
from tests.workers import ROOT, database_url

SOUND = (("H01", LAST, 10, None), ("H02", LAST, 42, 120), ("H03", LAST, 90, None), ("H04", LAST, 40, 80))
PARTS = tuple(("H04", LAST, 20, 40, part) for part in ("schools", "police"))


@pytest.fixture
def scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """The small scorecard of the board."""
    return small_scorecard(board, health, police)


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of these bytes under this name."""

    def write(data: bytes, name: str = "figures.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


Outcome = tuple[dict[str, Any], int]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Calls a command as a script would; what it printed, and its exit code."""

    def called(*words: object) -> Outcome:
        code = 0
        try:
            call_command(*map(str, words), "--json")
        except SystemExit as end:
            code = int(end.code or 0)
        return json.loads(capsys.readouterr().out), code

    return called


def test_a_sound_file_is_clean_and_nothing_is_changed(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    entries = Entry.objects.count()

    said, code = run(
        "check_return", file_of(lines(*SOUND, *PARTS)), "--agency", "hlt", "--period", "Q4 2017/18"
    )

    assert (said["verdict"], code) == ("clean", 0), said
    assert set(said) == {"verdict", "layout", "figures", "findings", "skipped"}
    assert (said["figures"], said["layout"]) == (6, "row per figure")
    assert not Submission.objects.exists()
    assert Entry.objects.count() == entries


def test_a_fault_is_named_at_its_cell_and_ends_with_one(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    said, code = run("check_return", file_of(lines(("H02", LAST, "banana", 120))), "--agency", "hlt")

    assert (said["verdict"], code) == ("findings", 1)
    fault = next(one for one in said["findings"] if one["value"] == "banana")
    assert set(fault) == {"code", "severity", "sheet", "cell", "value", "message"}
    assert (fault["code"], fault["severity"], fault["cell"]) == ("not-a-number", "error", "C2")


def test_what_is_no_return_is_refused_with_two(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    for data in (b"\x00\x01\x02 no text at all \xff", b"", b"Dear all,\nplease find nothing below.\n"):
        said, code = run("check_return", file_of(data), "--agency", "hlt")

        assert (said["verdict"], code) == ("refused", 2), said
        assert said["findings"], "A refusal says why."


def test_a_list_of_children_is_refused_and_no_word_of_it_repeated(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    rows = b"Child ID,Surname,Date of birth,Gender\nA1,Smithers,04/05/2009,1\nA2,Jonesby,07/08/2011,2\n"

    said, code = run("check_return", file_of(rows), "--agency", "hlt")

    assert (said["verdict"], code) == ("refused", 2)
    assert "Smithers" not in json.dumps(said)
    assert "list of children" in said["findings"][0]["message"]


@pytest.mark.parametrize(
    "name", ["County Health Q4 2017-18.csv", "hlt_q4_2017_18.csv", "Public Health Wessex-Jan-Mar 2018.csv"]
)
def test_agency_and_quarter_are_taken_from_the_files_name(
    name: str,
    scorecard: dict[str, Indicator],
    health: Agency,
    file_of: Callable[..., Path],
    run: Callable[..., Outcome],
) -> None:
    AgencyAliasFactory(agency=health, name="Public Health Wessex")
    said, _ = run("check_return", file_of(b"Ref,Number,Out of\nH02,42,120\n", name))

    codes = {one["code"] for one in said["findings"]}
    assert not codes & {"agency-unknown", "period-unknown", "period-unclear"}, said
    assert "due-figure-missing" in codes or any("due" in code or "missing" in code for code in codes)


def test_an_unknown_agency_or_quarter_is_a_finding_and_the_rest_is_checked(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    said, code = run("check_return", file_of(b"Ref,Number,Out of\nH02,42,banana\n"))

    codes = {one["code"] for one in said["findings"]}
    assert code == 1
    assert {"agency-unknown", "period-unknown", "not-a-number"} <= codes
    assert {one["check"] for one in said["skipped"]} >= {"due figures"}
    assert all(one["why"] for one in said["skipped"])


def test_the_files_own_cells_say_whose_it_is_before_its_name_does(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], run: Callable[..., Outcome]
) -> None:
    data = b"Agency:,County Police\nPeriod:,Q4 2017/18\n\nRef,Number,Out of\nP01,30,60\n"

    said, code = run("check_return", file_of(data, "County Health Q1 2013-14.csv"))

    assert (said["verdict"], code) == ("clean", 0), said
    assert said["figures"] == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--agency", "nobody"),
        ("--board", "nowhere"),
        ("--period", "Q1 2013"),
        ("--period", "2013/14"),
    ],
)
def test_a_wrong_option_is_wrong_usage(
    words: tuple[str, ...], scorecard: dict[str, Indicator], file_of: Callable[..., Path]
) -> None:
    with pytest.raises(CommandError) as wrong:
        call_command("check_return", str(file_of(b"Ref,Number\n")), *words, "--json")

    assert wrong.value.returncode == 64


def test_with_two_boards_the_board_is_asked_for(
    scorecard: dict[str, Indicator], other_board: Board, file_of: Callable[..., Path]
) -> None:
    with pytest.raises(CommandError, match="Say which board with --board: mercia, wessex"):
        call_command("check_return", str(file_of(b"Ref,Number\n")))


def test_our_own_failure_ends_with_three_and_still_prints_one_object(
    scorecard: dict[str, Indicator],
    file_of: Callable[..., Path],
    run: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr("scorecard.management.commands.check_return.try_out", fail)
    said, code = run("check_return", file_of(b"Ref,Number\n"))

    assert code == 3
    assert said["findings"][0]["code"] == "our-own-failure"


def test_without_json_the_same_is_said_in_lines(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("check_return", str(file_of(lines(("H02", LAST, "banana", 120)))), "--agency", "hlt")

    said = capsys.readouterr().out
    assert said.startswith("There is something to correct or to explain.")
    assert "banana" in said


def test_importing_sends_checks_and_releases_in_the_persons_name(
    board: Board,
    health: Agency,
    scorecard: dict[str, Indicator],
    health_lead: Person,
    file_of: Callable[..., Path],
    run: Callable[..., Outcome],
) -> None:
    owed = a_return(board, health)

    said, code = run(
        "import_return", file_of(lines(*SOUND, *PARTS)), "--agency", "hlt", "--by", health_lead.email
    )

    assert (said["verdict"], code, said["loaded"]) == ("clean", 0, 6), said
    assert Figure.objects.current().count() == 6
    owed.refresh_from_db()
    assert owed.state == Return.State.RELEASED
    sent = Submission.objects.get()
    assert sent.answers == owed
    assert sent.received_by == health_lead
    assert Entry.objects.filter(verb="submissions.release", by_id=health_lead.pk).exists()


def test_importing_a_wrong_file_loads_nothing(
    scorecard: dict[str, Indicator],
    health_lead: Person,
    file_of: Callable[..., Path],
    run: Callable[..., Outcome],
) -> None:
    wrong = file_of(lines(("H02", LAST, "banana", 120)))

    said, code = run("import_return", wrong, "--agency", "hlt", "--by", health_lead.email)

    assert (said["verdict"], code, said["loaded"]) == ("findings", 1, 0)
    assert Submission.objects.get().state == Submission.State.TO_CORRECT
    assert not Figure.objects.exists()


def test_only_who_sends_and_releases_for_the_agency_may_import(
    scorecard: dict[str, Indicator],
    business_manager: Person,
    police_lead: Person,
    file_of: Callable[..., Path],
) -> None:
    sound = str(file_of(lines(*SOUND)))
    for email in (business_manager.email, police_lead.email, "nobody@example.org"):
        with pytest.raises(CommandError) as wrong:
            call_command("import_return", sound, "--agency", "hlt", "--by", email, "--json")
        assert wrong.value.returncode == 64
    assert not Submission.objects.exists()


def shell(*words: str) -> subprocess.CompletedProcess[str]:
    """The command as a script runs it."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "LSCB_TODAY": "2018-05-21"}
    command = (sys.executable, "manage.py", *words)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.django_db(transaction=True)
def test_as_a_process_it_prints_one_object_and_ends_with_its_code(
    scorecard: dict[str, Indicator], file_of: Callable[..., Path]
) -> None:
    wrong = str(file_of(lines(("H02", LAST, "banana", 120))))

    ended = shell("check_return", wrong, "--agency", "hlt", "--json")

    assert ended.returncode == 1, ended.stderr
    assert json.loads(ended.stdout)["verdict"] == "findings"
    assert shell("check_return", "--json").returncode == 64
    missing = shell("check_return", "/no/such/file.csv", "--json")
    assert (missing.returncode, missing.stdout) == (64, "")
    assert "could not be opened" in missing.stderr
