"""A calendar file of one session (iCalendar, RFC 5545), as every calendar program reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime

#: Octets on a line at the most, without its end (3.1).
_LONGEST = 75


@dataclass(frozen=True, slots=True)
class Event:
    """What goes into a calendar. The same `uid` with a higher `sequence` takes the place of what is there."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False


def calendar_file(event: Event, *, written: datetime) -> str:
    """The file, for one event: published, or cancelled."""
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//LSCB portal//Training//EN"),
        ("METHOD", "CANCEL" if event.cancelled else "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("UID", _text(event.uid)),
        ("SEQUENCE", str(event.sequence)),
        ("DTSTAMP", _moment(written)),
        ("DTSTART", _moment(event.starts)),
        ("DTEND", _moment(event.ends)),
        ("SUMMARY", _text(event.summary)),
        ("LOCATION", _text(event.location)),
        ("DESCRIPTION", _text(event.description)),
        ("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    return "".join(f"{_folded(f'{name}:{value}')}\r\n" for name, value in lines if value)


def _moment(moment: datetime) -> str:
    """In universal time: no time zone has to be sent along."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Text as 3.3.11 asks: four characters are marked, and nothing else below a space but the end of a line stays."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return "".join(one for one in plain.replace("\n", "\\n") if one >= " " and one != "\x7f")


def _folded(line: str) -> str:
    """The line in pieces of so many octets, no character cut in two; each piece but the first begins with a space."""
    pieces, piece, room = [], "", _LONGEST
    for one in line:
        size = len(one.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += one
        room -= size
    return "\r\n ".join([*pieces, piece])
