"""Which periods a report of a kind may be opened for."""

from agencies.rules import clock
from agencies.rules.vocabulary import Vocabulary
from reports.rules.kinds import KINDS, Kind
from reports.rules.titles import name_of
from scorecard.rules.periods import Period, financial_year, quarter_holding

YEARS, QUARTERS = 5, 8


def periods_to_report(kind: Kind) -> tuple[Period, ...]:
    """The quarters (of a board pack) or years April to March (of all else) that have ended, the last one first."""
    today = clock.today()
    if KINDS[kind].quarterly:
        last = quarter_holding(today).shifted(-3)
        return tuple(last.shifted(-3 * back) for back in range(QUARTERS))
    last_ended = today.year - 1 if today.month >= 4 else today.year - 2
    return tuple(financial_year(last_ended - back) for back in range(YEARS))


def openable(words: Vocabulary) -> tuple[tuple[str, tuple[tuple[Kind, Period], ...]], ...]:
    """Every kind by its name, with the periods it may be opened for."""
    found = []
    for kind in Kind:
        periods = periods_to_report(kind)
        found.append((name_of(words, kind, periods[0]).text, tuple((kind, period) for period in periods)))
    return tuple(found)
