"""What was said about training, in words: every rate with what it is of, every change with how sure it is."""

from training.queries.evaluations import Moved, StageSummary
from training.rules.evaluations import FEWEST_PAIRS, Rate


def rate_words(rate: Rate) -> str:
    """ "12 of 40 (30%)"; of nobody, "nobody yet"."""
    if rate.percent is None:
        return "nobody yet"
    return f"{rate.number} of {rate.of} ({rate.percent:.0f}%)"


def stage_words(one: StageSummary) -> list[tuple[str, str]]:
    """One asking as pairs of what is counted and how much."""
    said = [("Answered, of those asked", rate_words(one.answered))]
    if one.useful is not None:
        answers = "answer" if one.useful_of == 1 else "answers"
        said.append(("How useful, from 1 to 5", f"{one.useful:.1f} (mean of {one.useful_of} {answers})"))
    if one.changed is not None and one.changed_of_asked is not None:
        said.append(("Say that practice changed, of those who answered", rate_words(one.changed)))
        said.append(("The same, of all who were asked", rate_words(one.changed_of_asked)))
    return said


def moved_words(one: Moved) -> str:
    """How one scale moved, and whether chance alone could have done it."""
    change = one.change
    if (
        change.before is None
        or change.after is None
        or change.mean is None
        or change.low is None
        or change.high is None
    ):
        people = "person" if change.pairs == 1 else "people"
        return (
            f"Too few to say: {change.pairs} {people} answered both times, and {FEWEST_PAIRS} are the fewest."
        )
    sure = (
        "more than chance would do"
        if change.beyond_chance
        else "no more than chance could do: no change shown"
    )
    return (
        f"From {change.before:.1f} to {change.after:.1f}: {change.mean:+.1f} on average, 95% interval "
        f"{change.low:+.1f} to {change.high:+.1f}, of {change.pairs} who answered both times; {sure}."
    )
