"""The calendar file: every calendar program can read it, whatever stands in a session's words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.clock import LONDON
from training.rules.calendar import Event, calendar_file

STARTS, ENDS = datetime(2018, 6, 12, 9, 30, tzinfo=LONDON), datetime(2018, 6, 12, 16, 0, tzinfo=LONDON)
WRITTEN = datetime(2018, 5, 21, 8, 0, tzinfo=UTC)


def event(**more: object) -> Event:
    given = {
        "uid": "session-7@lscb.example",
        "sequence": 1,
        "starts": STARTS,
        "ends": ENDS,
        "summary": "Fathers",
    }
    return Event(**(given | more))  # type: ignore[arg-type]


def read(file: str) -> dict[str, str]:
    """What a calendar program makes of it: lines unfolded, marks taken off."""
    found = {}
    for line in file.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        found[name] = (
            value.replace("\\\\", "\0")
            .replace("\\n", "\n")
            .replace("\\;", ";")
            .replace("\\,", ",")
            .replace("\0", "\\")
        )
    return found


def test_a_session_in_summer_time_stands_in_universal_time() -> None:
    assert calendar_file(event(location="Town Hall, Room 2"), written=WRITTEN) == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//LSCB portal//Training//EN\r\nMETHOD:PUBLISH\r\n"
        "BEGIN:VEVENT\r\nUID:session-7@lscb.example\r\nSEQUENCE:1\r\nDTSTAMP:20180521T080000Z\r\n"
        "DTSTART:20180612T083000Z\r\nDTEND:20180612T150000Z\r\nSUMMARY:Fathers\r\n"
        "LOCATION:Town Hall\\, Room 2\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_a_cancelled_session_takes_itself_out_of_the_calendar() -> None:
    found = read(calendar_file(event(cancelled=True, sequence=3), written=WRITTEN))

    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("CANCEL", "CANCELLED", "3")


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\\;,:"), max_size=200)


@given(words, words)
def test_whatever_is_written_comes_back_and_no_line_is_too_long(summary: str, description: str) -> None:
    file = calendar_file(event(summary=f"x{summary}", description=description), written=WRITTEN)

    assert max(len(line.encode()) for line in file.split("\r\n")) <= 75
    found = read(file)
    assert found["SUMMARY"] == f"x{summary}"
    assert found.get("DESCRIPTION", "") == description


@pytest.mark.parametrize(
    ("summary", "folded"),
    [
        ("x" * 67, "x" * 67),  # with “SUMMARY:” 75 octets
        ("x" * 68, "x" * 67 + "\r\n x"),
        ("x" * 66 + "é", "x" * 66 + "\r\n é"),  # two octets are not cut
        ("x" * 65 + "é", "x" * 65 + "é"),
        ("x" * (67 + 74), "x" * 67 + "\r\n " + "x" * 74),
        ("x" * (67 + 75), "x" * 67 + "\r\n " + "x" * 74 + "\r\n x"),
    ],
)
def test_a_line_of_75_octets_stands_and_a_longer_one_goes_on_behind_a_space(
    summary: str, folded: str
) -> None:
    assert f"\r\nSUMMARY:{folded}\r\nSTATUS:" in calendar_file(event(summary=summary), written=WRITTEN)


@pytest.mark.parametrize("text", ["one\r\ntwo", "one\rtwo", "one\ntwo"])
def test_no_end_of_line_begins_a_line_of_the_files_own(text: str) -> None:
    file = calendar_file(event(description=f"{text}\nBEGIN:VALARM"), written=WRITTEN)

    assert read(file)["DESCRIPTION"] == "one\ntwo\nBEGIN:VALARM"
    assert "\r\nBEGIN:VALARM" not in file
