"""The scorecard's page as one reader sees it: the summary, what to ask about first, the filters, the rows left."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.cache import cache

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Step
from scorecard.permissions import agencies_seen
from scorecard.presenters.overview import RowWords, TileWords, tile_words, usual_england
from scorecard.queries.explored import rests_on_small
from scorecard.queries.followup import latest_challenge
from scorecard.queries.overview import overview
from scorecard.queries.publishing import rules_of
from scorecard.queries.stamp import stamp
from scorecard.rules.outlook import Outlook
from scorecard.rules.periods import Period

#: So many rows to ask about first, and so many that do better.
MOST = 4
_NUMERALS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Everything the page says that is the same for all who see the same agencies' figures."""

    period: Period
    tiles: tuple[TileWords, ...]
    usual_england: str
    own_only: bool
    #: Whether a small number of children could be told from it: a sheet of paper must say so.
    small: bool

    @property
    def rows(self) -> tuple[RowWords, ...]:
        """Every row in order."""
        return tuple(row for tile in self.tiles for row in tile.rows)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask about: its row, the challenge it has led to, if any, and what is said of that."""

    row: RowWords
    challenge: Step | None
    said: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the table: what it is called, in the address and on the page, and what it leaves."""

    key: str
    words: str
    keeps: Callable[[RowWords], bool]


def scorecard(standing: Standing) -> Scorecard:
    """The scorecard of what this person may see, kept until anything at the board changes or the day does.

    It is kept in this process's memory under the board's stamp: true figures go nowhere else.
    """
    seen = agencies_seen(standing)
    whose = "all" if seen is None else ",".join(map(str, sorted(seen)))
    key = f"scorecard:{standing.board_id}:{whose}:{clock.today()}:{stamp(standing.board_code)}"
    known: Scorecard | None = cache.get(key)
    if known is None:
        found, rules = overview(standing), rules_of(standing.board_id)
        small = any(rests_on_small(line, rules) for row in found.rows for line in row.lines)
        known = Scorecard(found.period, tile_words(found), usual_england(found), found.own_only, small)
        cache.set(key, known, timeout=24 * 3600)
    return known


def filters(standing: Standing, challenges: Mapping[str, tuple[Step, ...]]) -> tuple[Filter, ...]:
    """The ways this person may narrow the table."""
    own = {hat.agency_id for hat in standing.hats if hat.agency_id is not None}
    names = {hat.agency_name for hat in standing.hats if hat.agency_name}
    known = (
        Filter("", "All", lambda row: True),
        Filter("off-target", "Off target", lambda row: row.off),
        Filter("worse", "Worse than usual", lambda row: row.pattern_kind == "worse"),
        Filter("no-challenge", "No challenge", lambda row: _unasked(row, challenges)),
        Filter("commentary-due", "Commentary due", lambda row: row.owed),
    )
    mine = Filter("my-agency", "My agency", lambda row: row.agency_id in own or row.agency_name in names)
    return (*known, mine) if own else known


def narrowed(
    tiles: Collection[TileWords],
    keeps: Callable[[RowWords], bool],
    challenges: Mapping[str, tuple[Step, ...]],
) -> tuple[TileWords, ...]:
    """The tiles with the rows a filter leaves, each with its challenge; tiles with none are left out."""
    left = (
        replace(
            tile,
            rows=tuple(
                replace(row, challenge=latest_challenge(challenges[row.code]))
                if row.code in challenges
                else row
                for row in tile.rows
                if keeps(row)
            ),
        )
        for tile in tiles
    )
    return tuple(tile for tile in left if tile.rows)


def summary(rows: Collection[RowWords], challenges: Mapping[str, tuple[Step, ...]]) -> str:
    """The page in one sentence: how many are off target, how many worse than usual, how many of those unasked."""
    off = sum(row.off for row in rows)
    worse = [row for row in rows if row.pattern_kind == "worse"]
    unasked = sum(_unasked(row, challenges) for row in worse)
    said = f"{off} of {len(rows)} off target; {len(worse) or 'none'} worse than usual"
    if not worse:
        return f"{said}."
    if unasked == len(worse) == 1:
        return f"{said}, and it has no challenge."
    verb = "has" if unasked in (0, 1) else "have"
    number = _NUMERALS[unasked] if unasked < len(_NUMERALS) else str(unasked)
    return f"{said}; {number} of those {verb} no challenge."


def ask_first(
    rows: Collection[RowWords], challenges: Mapping[str, tuple[Step, ...]], today: date
) -> tuple[Ask, ...]:
    """What to ask about first: worse with no challenge, with an overdue reply, with action under way; then what is
    stable but cannot reach its target."""
    found = []
    for place, row in enumerate(rows):
        challenge = latest_challenge(challenges.get(row.code, ()))
        rank = _rank(row, challenge, today)
        if rank is not None:
            found.append((rank, not row.off, place, _ask(row, challenge, rank, today)))
    return tuple(one[3] for one in sorted(found, key=lambda one: one[:3])[:MOST])


def better(rows: Collection[RowWords]) -> tuple[RowWords, ...]:
    """The first rows that do better than usual."""
    return tuple(row for row in rows if row.pattern_kind == "better")[:MOST]


def _unasked(row: RowWords, challenges: Mapping[str, tuple[Step, ...]]) -> bool:
    return row.unasked and latest_challenge(challenges.get(row.code, ())) is None


def _rank(row: RowWords, challenge: Step | None, today: date) -> int | None:
    if row.pattern_kind == "worse":
        if challenge is None:
            return 0 if row.unasked else 2
        return 1 if challenge.due and challenge.due < today else 2
    return 3 if row.outlook == Outlook.KEEPS_MISSING else None


def _ask(row: RowWords, challenge: Step | None, rank: int, today: date) -> Ask:
    if rank == 3:
        return Ask(
            row, challenge, f"It will keep missing its target of {row.target} without a change.", urgent=False
        )
    if challenge is None:
        return Ask(row, None, "No challenge yet." if rank == 0 else "Explained.", urgent=rank == 0)
    if rank == 1 and challenge.due:
        return Ask(row, challenge, f"Reply was due on {challenge.due:%-d %B}.", urgent=True)
    return Ask(row, challenge, f"{challenge.state[:1].upper()}{challenge.state[1:]}.", urgent=False)
