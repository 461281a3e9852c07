"""Two worlds that a reader of everything published cannot tell apart: they differ in hidden numbers alone.

What is sent is a mapping from (indicator, period, part) to (number, out of). `other_world` takes true figures from the
board as it stands and changes as many hidden ones as it can to others that the attacker finds possible.
"""

from collections.abc import Mapping
from datetime import date
from random import Random

from agencies.models import Board
from scorecard.models import Indicator
from scorecard.queries.publishing import held_of
from scorecard.queries.series import SeriesKey
from scorecard.rules.periods import Period
from scorecard.rules.suppression import Counted, protected, suppress
from scorecard.rules.suppression.elsewhere import elsewhere
from scorecard.rules.suppression.pieces import Piece, pieces
from scorecard.rules.suppression.printed import NUMBER, OUT_OF, table_of
from scorecard.rules.suppression.ties import ties

Where = tuple[str, Period, str]
Sent = Mapping[Where, tuple[int, int | None]]
#: What is hidden for being small, and the least that is not.
SMALL, LARGE = range(1, 6), 6


def other_world(board: Board, until: date, sent: Sent, chance: Random) -> dict[Where, tuple[int, int | None]]:
    """The same figures but for hidden ones, at least one of every piece another number wherever there is one.

    Small counts stay small and others do not become so; what a printed figure rests on stays as it was.
    """
    held = held_of(board, until)
    known = tuple(elsewhere(line, held.elsewhere(line.key)) for line in held.lines)
    own = (*(table_of(line) for line in held.lines), ties(held.lines))
    hidden = protected(held.lines, held.elsewhere).hidden
    codes = dict(Indicator.objects.filter(board=board).values_list("pk", "code"))
    found = dict(sent)
    for piece in pieces((*suppress(own, known=known), *known)):
        for key, value in _changed(piece, hidden, chance).items():
            assert isinstance(key.line, SeriesKey)
            where = (codes[key.line.indicator_id], key.period, key.line.breakdown)
            if key.what == NUMBER and where in found:
                found[where] = (value, found[where][1])
            elif key.what == OUT_OF and where in found:
                found[where] = (found[where][0], value)
    return found


def _changed(piece: Piece, hidden: frozenset[tuple[object, Period]], chance: Random) -> dict[Counted, int]:
    """What of a piece is another number in another solution; nothing where there is none."""
    start = piece.start()
    assert start is not None, "The true figures are no solution."
    ends = {i: _ends(key, start[i], hidden) for i, key in enumerate(piece.keys)}
    places = [i for i, want in enumerate(piece.wants) if want is not None and ends[i][0] != ends[i][1]]
    for i in chance.sample(places, len(places)):
        values = [one for one in SMALL if one != start[i]]
        if start[i] not in SMALL:
            values = [one for one in (start[i] - 1, start[i] + 1, start[i] + 2) if one >= LARGE]
        for value in chance.sample(values, len(values)):
            solution = piece.system.some(ends | {i: (value, value)})
            if solution is not None:
                return {
                    key: solution[at]
                    for at, key in enumerate(piece.keys)
                    if isinstance(key, Counted) and solution[at] != start[at]
                }
    return {}


def _ends(key: object, true: int, hidden: frozenset[tuple[object, Period]]) -> tuple[int, int | None]:
    """Between what a count may move: not at all where it is a printed figure's, else as it is hidden."""
    if true == 0 or (isinstance(key, Counted) and (key.line, key.period) not in hidden and true not in SMALL):
        return true, true
    return (min(SMALL), max(SMALL)) if true in SMALL else (LARGE, None)
