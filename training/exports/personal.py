"""Everything held of a person, as a file for them: JSON for programs, CSV for people."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from files.marked import looks_like_formula
from training.queries.learners import Held


def as_json(held: Held) -> bytes:
    """All of it, by the names the parts have here."""
    return json.dumps(_told(held), default=str, ensure_ascii=False, indent=2).encode()


def as_csv(held: Held) -> bytes:
    """The same as lines of what, which, and what it says; nothing in it is taken for a formula."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(("What", "Number", "Name", "Value"))
    for what, rows in _told(held).items():
        for number, row in enumerate(rows, 1):
            for name, value in row.items():
                writer.writerow((what, number, name.replace("_", " "), _plain(value)))
    return text.getvalue().encode()


def _told(held: Held) -> dict[str, list[dict[str, Any]]]:
    return {
        "entries": [
            {
                "name": one.name,
                "email": one.email,
                "agency": one.agency.name,
                "profession": one.profession.name if one.profession else "",
                "random_name": one.pseudonym,
                "added_at": one.added_at,
                "added_by": one.added_by,
            }
            for one in (held.learner, *held.others)
        ],
        "bookings": [asdict(one) for one in held.bookings],
        "evaluations": [asdict(one) for one in held.evaluations],
        "letters": [dict(zip(("written_on", "subject", "state"), one, strict=True)) for one in held.letters],
        "links": [dict(zip(("opens", "sent_on", "until"), one, strict=True)) for one in held.links],
    }


def _plain(value: Any) -> str:
    said = "" if value is None else str(value)
    return f"'{said}" if looks_like_formula(said) else said
