"""The register's page, ready to print: rows, owners, filters, order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from agencies.rules.standing import Standing
from registers.models import Risk
from registers.presenters.risk_words import (
    ARROWS,
    LEVEL_WORDS,
    OFFICE,
    change_words,
    link_url,
    overdue_words,
    s,
    stopped,
)
from registers.queries.risks import Register, Row
from registers.rules.risks import GRAVE, Acceptance, Level, Move

Link = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader asked for: which risks, of whom, in which cell of the map, in what order."""

    show: str = "all"
    owner: str = ""
    cell: str = ""
    sort: str = "score"

    def query(self, **other: str) -> str:
        """The address's query for this choice with something else in it; empty for the whole register."""
        plain, chosen = Chosen(), {name: other.get(name, getattr(self, name)) for name in Chosen.__slots__}
        return urlencode({name: value for name, value in chosen.items() if value != getattr(plain, name)})


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row of the register, in words. `notes` stand under the title."""

    reference: str
    title: str
    url: str
    owner: str
    person: str
    notes: tuple[str, ...]
    urgent: str
    before: str
    now: int
    judged: str
    target: str
    level: Level
    band: str
    arrow: str
    change: str
    shift: str
    control: str
    gap: str
    doing: str
    links: tuple[tuple[str, str, str], ...]
    review: str
    overdue: str


@dataclass(frozen=True, slots=True)
class OwnerWords:
    """What one owner holds."""

    name: str
    url: str
    risks: int
    highest: int
    level: Level
    band: str


def row_words(row: Row, register: Register, board_code: str) -> RowWords:
    """A row, ready to print."""
    return RowWords(
        reference=row.reference,
        title=row.title,
        url=reverse("registers:risk", args=[board_code, row.number]),
        owner=row.agency or OFFICE,
        person=row.owner,
        notes=_notes(row),
        urgent=_urgent(row),
        before=str(row.before.score) if row.before else "–",
        now=row.score,
        judged=f"{row.now.likelihood} × {row.now.impact}",
        target=str(row.target.score) if row.target else "–",
        level=row.level,
        band=LEVEL_WORDS[row.level],
        arrow=ARROWS[row.move],
        change=change_words(row.score, row.then.score if row.then else None, row.move),
        shift=_shift(row),
        control=stopped(row.control.text) if row.control else "",
        gap=row.control.gap if row.control else "",
        doing=f"{row.open_actions} action{s(row.open_actions)} under way" if row.open_actions else "",
        links=tuple((one.reference, one.title, link_url(board_code, one)) for one in row.links),
        review=f"{row.review_on:%-d %b %Y}",
        overdue=overdue_words(row.review_on, register.today),
    )


def _notes(row: Row) -> tuple[str, ...]:
    """What the board makes of it, where that is not to treat it."""
    if row.archived_on is not None:
        return (f"Archived {row.archived_on:%-d %b %Y}: {row.archived_why}",)
    if row.acceptance is Acceptance.HOLDS:
        return (f"Tolerated until {row.accepted_until:%-d %b %Y}",)
    if row.response in (Risk.Response.TRANSFER, Risk.Response.TERMINATE):
        return (str(Risk.Response(row.response).label),)
    return ()


def _urgent(row: Row) -> str:
    """What goes back for review, beside its title."""
    if row.archived_on is not None:
        return ""
    if row.acceptance is Acceptance.OVER:
        return f"Tolerated until {row.accepted_until:%-d %b %Y}: decide again"
    return "Tolerated with no end" if row.acceptance is Acceptance.NO_END else ""


def _shift(row: Row) -> str:
    """For a grave risk whose score moved: that it was its likelihood, since its impact stays."""
    if row.then is None or row.then.likelihood == row.now.likelihood:
        return ""
    if row.now.impact < GRAVE and row.move is not Move.SAME:
        return ""
    return f"likelihood {row.then.likelihood} to {row.now.likelihood}"


SHOWS: dict[str, tuple[str, Callable[[Row, Register, Standing], bool]]] = {
    "all": ("All", lambda row, register, standing: True),
    "extreme": ("Extreme", lambda row, register, standing: row.level is Level.EXTREME),
    "beyond": ("Beyond tolerance", lambda row, register, standing: row.beyond),
    "mine": ("Mine", lambda row, register, standing: row.owner_id == standing.person_id),
    "overdue": ("Review overdue", lambda row, register, standing: row.review_on < register.today),
    "tolerated": ("Tolerated", lambda row, register, standing: row.acceptance is not Acceptance.NONE),
}
ARCHIVED = "archived"
_BY_SCORE: Callable[[Row], tuple[object, ...]] = lambda row: (-row.score, row.number)  # noqa: E731
SORTS: dict[str, tuple[str, Callable[[Row], tuple[object, ...]]]] = {
    "score": ("Score", _BY_SCORE),
    "change": ("Change", lambda row: (-_risen(row), *_BY_SCORE(row))),
    "review": ("Next review", lambda row: (row.review_on, *_BY_SCORE(row))),
    "owner": ("Owner", lambda row: (not row.agency, row.agency, *_BY_SCORE(row))),
    "number": ("Number", lambda row: (row.number,)),
}


def _risen(row: Row) -> int:
    """By how much it rose; what is new counts from nothing."""
    return row.score - (row.then.score if row.then else 0)


def chosen_rows(register: Register, chosen: Chosen, standing: Standing) -> list[Row]:
    """The rows asked for, in the order asked for."""
    if chosen.show == ARCHIVED:
        rows = list(register.archived)
    else:
        fits = SHOWS[chosen.show][1]
        rows = [row for row in register.rows if fits(row, register, standing)]
    if chosen.owner:
        rows = [row for row in rows if owner_key(row) == chosen.owner]
    if chosen.cell:
        rows = [row for row in rows if f"{row.now.likelihood}x{row.now.impact}" == chosen.cell]
    return sorted(rows, key=SORTS[chosen.sort][1])


def filters(register: Register, chosen: Chosen, standing: Standing, page: str) -> list[Link]:
    """Which risks to show, as links with counts."""
    found: list[Link] = []
    for key, (words, fits) in SHOWS.items():
        count = sum(fits(row, register, standing) for row in register.rows)
        found.append(
            (words, count, _address(page, chosen.query(show=key, owner="", cell="")), _is(chosen, key))
        )
    gone = _address(page, chosen.query(show=ARCHIVED, owner="", cell=""))
    return [*found, ("Archived", len(register.archived), gone, chosen.show == ARCHIVED)]


def sorts(chosen: Chosen, page: str) -> list[Link]:
    """In what order, as links."""
    return [
        (words, None, _address(page, chosen.query(sort=key)), chosen.sort == key)
        for key, (words, _) in SORTS.items()
    ]


def owners(register: Register, page: str) -> tuple[OwnerWords, ...]:
    """What each owner holds: the highest score first."""
    held: dict[str, list[Row]] = {}
    for row in register.rows:
        held.setdefault(owner_key(row), []).append(row)
    found = []
    for key, rows in held.items():
        top = max(rows, key=lambda row: row.score)
        url = _address(page, Chosen(owner=key).query())
        name = top.agency or OFFICE
        found.append(OwnerWords(name, url, len(rows), top.score, top.level, LEVEL_WORDS[top.level]))
    return tuple(sorted(found, key=lambda one: (-one.highest, -one.risks, one.name)))


def narrowed(rows: Sequence[Row], chosen: Chosen) -> str:
    """What the list is narrowed to beside the filter, in words; empty where it is not."""
    if chosen.owner:
        return (rows[0].agency or OFFICE) if rows else "another owner"
    if chosen.cell:
        likelihood, _, impact = chosen.cell.partition("x")
        return f"likelihood {likelihood}, impact {impact}"
    return ""


def owner_key(row: Row) -> str:
    """An owner as the address names it."""
    return "office" if row.agency_id is None else str(row.agency_id)


def _is(chosen: Chosen, key: str) -> bool:
    return chosen.show == key and not (chosen.owner or chosen.cell)


def _address(page: str, query: str) -> str:
    return f"{page}?{query}#register" if query else f"{page}#register"
