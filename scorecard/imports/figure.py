"""One figure from its understood cells: its numbers, or why there are none, or all that is wrong with it."""

from dataclasses import dataclass

from scorecard.imports.rates import settle_rate
from scorecard.imports.rows import IndicatorFacts, Severity
from scorecard.imports.soundness import Parts, Wrong, disagreements, faults_of
from scorecard.imports.statuses import Standing
from scorecard.imports.values import Sound, differs, kept, worked_out
from scorecard.rules.figures import Unit
from scorecard.rules.numbers import KEPT, rounded


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a figure. `sound` is None with an error in `wrong`, or when the cells say nothing."""

    sound: Sound | None
    wrong: tuple[Wrong, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether there is neither a figure nor a fault: a dash among the remarks, a lone space."""
        return self.sound is None and not self.wrong


def figure_of(parts: Parts, words: Standing, facts: IndicatorFacts) -> Outcome:
    """Take a figure as far as it is sound: cells first, then cells beside each other, then the result."""
    wrong = [*faults_of(parts, facts), *words.wrong]
    if words.by_column:
        # The word in the status column says what a sign in the figure's own cell means.
        wrong = [(cell, fault) for cell, fault in wrong if fault.code != "symbol-unclear"]
    if wrong:
        return Outcome(None, tuple(wrong))
    if not parts.numbers and words.status is not None:
        return Outcome(Sound(None, kept(parts.denominator.number), None))
    if not parts.numbers and (facts.unit in (Unit.COUNT, Unit.MEDIAN) or parts.denominator.number is None):
        return Outcome(None)
    wrong = list(disagreements(parts, facts))
    if wrong:
        return Outcome(None, tuple(wrong))
    sound, remarks = _settle(parts, facts)
    if any(fault.severity is Severity.ERROR for _, fault in remarks):
        return Outcome(None, tuple(remarks))
    return Outcome(sound, tuple(remarks))


def _settle(parts: Parts, facts: IndicatorFacts) -> tuple[Sound, list[Wrong]]:
    """The numbers of a figure without faults, and what comparing its value with its parts brings up."""
    n, d, value = parts.numerator.number, parts.denominator.number, parts.value.number
    if facts.unit is Unit.COUNT:
        count = kept(n if n is not None else value)
        return Sound(count, None, count), []
    if facts.unit is Unit.MEDIAN:
        return Sound(None, kept(d), kept(value)), []
    if facts.unit is Unit.RATE:
        return settle_rate(parts, facts)
    result = worked_out(parts, facts)
    if result is None:
        return Sound(kept(n), kept(d), kept(value)), []
    return Sound(kept(n), kept(d), rounded(result, KEPT)), list(differs(parts, facts, result))
