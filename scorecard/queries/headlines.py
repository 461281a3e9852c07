"""The scorecard in a few numbers, for the front page."""

from dataclasses import dataclass

from agencies.rules.standing import Standing
from scorecard.queries.overview import Row, overview
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import Period
from scorecard.rules.targets import Against


@dataclass(frozen=True, slots=True)
class Headlines:
    """What a member sees first: how many indicators, how many off target, which are worse than usual."""

    period: Period
    indicators: int
    off_target: int
    worse: tuple[Row, ...]
    better: tuple[Row, ...]


def headlines(standing: Standing) -> Headlines:
    """The counts and the worst of this person's scorecard."""
    seen = overview(standing)
    tested = [row for row in seen.rows if row.line is not None]

    def those(word: PatternWord) -> tuple[Row, ...]:
        return tuple(row for row in tested if row.line and row.line.assessment.pattern.word is word)

    return Headlines(
        period=seen.period,
        indicators=len(seen.rows),
        off_target=sum(bool(row.line and row.line.assessment.against is Against.OFF) for row in tested),
        worse=those(PatternWord.WORSE),
        better=those(PatternWord.BETTER),
    )
