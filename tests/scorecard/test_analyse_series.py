"""`analyse_series`: a JSON object a point, in the file's order; what cannot be read is refused with its place."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from scorecard.management.commands.analyse_series import lines
from scorecard.management.series_file import points_of
from scorecard.rules.variation import analyse
from tests.workers import ROOT

KEYS = ["series", "date", "value", "mean", "lower", "upper", "special"]
STEADY = [100, 104, 98, 102, 97, 103, 99, 101, 105, 96, 102, 98, 101, 99, 103]
DEFAULTS: dict[str, Any] = {"breaks": [], "no_screening": False, "short": False, "baseline": None}


def a_file(series: dict[str, list[Any]], *, by_date: bool = False) -> str:
    rows = [
        (name, f"{2000 + place // 12}-{1 + place % 12:02}-01", "" if value is None else value)
        for name, values in series.items()
        for place, value in enumerate(values)
    ]
    if by_date:
        rows.sort(key=lambda row: row[1])
    return "series,date,value\n" + "".join(f"{name},{day},{value}\n" for name, day, value in rows)


def told(text: str, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(points_of(text.encode(), "s.csv"), DEFAULTS | options)]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[str, str, int]]:
    """Runs the command on a text; standard output, standard error and the exit code."""

    def called(text: str | bytes, *words: str) -> tuple[str, str, int]:
        path = tmp_path / "s.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = 0
        try:
            call_command("analyse_series", str(path), *words)
        except SystemExit as end:
            code = int(end.code or 0)
        out = capsys.readouterr()
        return out.out, out.err, code

    return called


def test_each_point_is_an_object_with_its_keys_in_order_and_the_files_order_kept() -> None:
    found = told(a_file({"b": [*STEADY, 140], "a": [1, None, 3]}, by_date=True))

    assert [list(one) for one in found] == [KEYS] * 19
    assert [(one["series"], one["date"]) for one in found[:4]] == [
        ("b", "2000-01-01"),
        ("a", "2000-01-01"),
        ("b", "2000-02-01"),
        ("a", "2000-02-01"),
    ]
    assert found[3] == {
        "series": "a",
        "date": "2000-02-01",
        "value": None,
        "mean": 2.0,
        "lower": None,
        "upper": None,
        "special": "none",
    }


def test_what_the_rules_say_is_what_is_printed() -> None:
    values = [*STEADY, None, 140, 101]
    found = told(a_file({"a": values}))
    readings = analyse(values)

    assert [one["special"] for one in found] == [reading.special.value for reading in readings]
    assert [one["mean"] for one in found] == [float(reading.mean or 0) for reading in readings]
    assert [one["upper"] for one in found] == [float(reading.upper or 0) for reading in readings]
    assert [one["value"] for one in found] == values
    assert found[16]["special"] == "above_limit"


def test_a_short_segment_has_limits_only_when_asked() -> None:
    text = a_file({"a": STEADY[:12]})

    assert {(one["lower"], one["upper"], one["special"]) for one in told(text)} == {(None, None, "none")}
    assert None not in {one["lower"] for one in told(text, short=True)}


def test_a_series_that_never_moves_has_no_limits_even_when_short_ones_are_asked_for() -> None:
    found = told(a_file({"a": [7] * 20}), short=True)

    assert {(one["mean"], one["lower"], one["upper"], one["special"]) for one in found} == {
        (7.0, None, None, "none")
    }


def test_a_break_begins_a_segment_with_the_first_point_on_or_after_it() -> None:
    text = a_file({"a": [*STEADY, *(value + 100 for value in STEADY)]})

    for day in (date(2001, 4, 1), date(2001, 3, 2)):
        found = told(text, breaks=[day])
        assert [found[14]["mean"], found[15]["mean"]] == [
            float(Fraction(sum(STEADY), 15)),
            float(Fraction(sum(STEADY), 15)) + 100,
        ]
        assert {one["special"] for one in found} == {"none"}


def test_a_break_that_parts_no_series_is_said_on_standard_error(
    run: Callable[..., tuple[str, str, int]],
) -> None:
    text = a_file({"a": STEADY, "b": STEADY[:3]})

    plain, silent, _ = run(text, "--break", "2000-02-01")
    out, err, code = run(text, "--break", "2000-02-01", "--break", "2031-01-01", "--break", "2000-01-01")

    assert (out, silent, code) == (plain, "", 0)
    assert [line[:24] for line in err.splitlines()] == [
        "The break on 2031-01-01 ",
        "The break on 2000-01-01 ",
    ]


def test_a_missing_point_parts_runs_and_ranges_and_is_never_special() -> None:
    values = [*STEADY, *[106] * 4, None, *[106] * 3]
    found = told(a_file({"a": values}))

    assert [one["special"] for one in found[-8:]] == ["none"] * 8
    assert (found[19]["value"], found[19]["mean"]) == (None, found[0]["mean"])
    assert told(a_file({"a": [*STEADY, *[106] * 7]}))[-1]["special"] == "run_above"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("18", "18"),
        ("18.0", "18"),
        ("12.50", "12.5"),
        ("-0.0", "-0"),
        ("+.5", "0.5"),
        ("1e3", "1000"),
        ("1.5E-7", "0.00000015"),
        (" 7 ", "7"),
        ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ("0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"),
    ],
)
def test_a_value_is_printed_with_all_its_digits(written: str, printed: str) -> None:
    line = next(lines(points_of(f"series,date,value\na,2000-01-01,{written}\n".encode(), "s.csv"), DEFAULTS))

    assert f'"value": {printed},' in line


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_blank_lines_and_quotes_do_not_matter(ending: str) -> None:
    rows = [
        "series,date,value",
        "",
        '"Acute, ""A&E""",2000-01-01,1',
        ",,",
        '"Acute, ""A&E""","2000-02-01",""',
        "",
    ]

    found = [json.loads(line) for line in lines(points_of(ending.join(rows).encode(), "s.csv"), DEFAULTS)]

    assert [(one["series"], one["value"]) for one in found] == [('Acute, "A&E"', 1), ('Acute, "A&E"', None)]


def test_a_baseline_judges_later_points_by_the_first_ones() -> None:
    text = a_file({"a": [*STEADY, *[120] * 3]})
    found = told(text, baseline=15)

    assert found[0]["mean"] == found[17]["mean"] == float(Fraction(sum(STEADY), 15))
    assert [one["special"] for one in found[15:]] == ["above_limit"] * 3
    assert told(text, baseline=15)[0]["upper"] < told(text)[0]["upper"]


def test_screening_can_be_left_out() -> None:
    text = a_file({"a": [*STEADY, 400, *STEADY]})

    assert told(text, no_screening=True)[0]["upper"] > told(text)[0]["upper"]


def test_points_out_of_order_are_judged_by_their_dates_and_printed_where_they_stand() -> None:
    head, *rows = a_file({"a": [*STEADY, 60, 140]}).splitlines(keepends=True)
    ordered, turned = told(head + "".join(rows)), told(head + "".join(reversed(rows)))

    assert turned == ordered[::-1]


@given(
    st.lists(st.one_of(st.none(), st.decimals(-1000, 1000, places=2)), min_size=1, max_size=40),
    st.booleans(),
    st.booleans(),
)
def test_any_series_gives_one_sound_line_a_point(
    values: list[Decimal | None], short: bool, no_screening: bool
) -> None:
    found = told(
        a_file({"a": values, "ö, “b”".replace(",", ""): values}), short=short, no_screening=no_screening
    )
    readings = analyse(values, minimum=2 if short else 13, screening=not no_screening)

    assert len(found) == 2 * len(values)
    for one, reading in zip(found, [*readings, *readings], strict=True):
        assert one["special"] == reading.special.value
        assert one["lower"] == (None if reading.lower is None else float(reading.lower))
        assert one["value"] == (None if reading.value is None else float(reading.value))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no column is headed series or date or value"),
        ("series,date\na,2000-01-01\n", "no column is headed value"),
        ("series,date,value\n", "holds no point"),
        ("series,date,value\na,2000-13-01,1\n", "line 2, column date: “2000-13-01” is no date"),
        ("series,date,value\na,2000-01-01,1\na,2000-02-01,n/a\n", "line 3, column value: “n/a” is no number"),
        ("series,date,value\na,2000-01-01,NaN\n", "column value: “NaN” is no number"),
        ("series,date,value\na,2000-01-01,1_000\n", "column value: “1_000” is no number"),
        ("series,date,value\na,2000-01-01,٣\n", "column value: “٣” is no number"),
        ("series,date,value\na,2000-01-01,1e400\n", "column value: “1e400” has 100 digits or more"),
        ("series,date,value\na,2000-01-01,1e-400\n", "“1e-400” has 100 digits or more"),
        ("x" * 200_000, "line 1: field larger"),
        ("series,date,value\na,2000-01-01\n", "line 2: “a,2000-01-01” has too few columns"),
        ("series,date,value\na,2000-01-01,1\na,2000-01-01,2\n", "has two points on 2000-01-01"),
        (b"series,date,value\n\xff,2000-01-01,1\n", "line 2: not UTF-8 text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_place(
    run: Callable[..., tuple[str, str, int]], text: str | bytes, words: str
) -> None:
    out, err, code = run(text, "--json")

    assert (out, code) == ("", 2)
    assert words in err


def test_a_byte_order_mark_other_columns_and_their_order_do_not_matter(
    run: Callable[..., tuple[str, str, int]],
) -> None:
    out, _, code = run("﻿value,note,Date,series\r\n1,x,2000-01,a\r\n".encode(), "--json")

    assert code == 0
    assert json.loads(out)["date"] == "2000-01"


@pytest.mark.parametrize("words", [("--baseline", "1"), ("--break", "tomorrow"), ("--colour",)])
def test_wrong_usage_is_said(run: Callable[..., tuple[str, str, int]], words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as wrong:
        run(a_file({"a": STEADY}), *words)

    assert wrong.value.returncode == 64


def test_it_needs_no_database_and_prints_nothing_but_its_lines() -> None:
    unconnected = {
        "DATABASE_URL": "postgresql://none@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "LSCB_EMBEDDED": "1",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "analyse_series", "-", "--json", "--break", "2001-04-01"],
        cwd=ROOT,
        env={**os.environ, **unconnected},
        input=a_file({"a": STEADY}).encode(),
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert [list(json.loads(line)) for line in done.stdout.splitlines()] == [KEYS] * 15
