"""A self-assessment beside its moderation, in words: the scores of each standard, and how far apart they lie."""

from dataclasses import dataclass

from registers.queries.section_11.moderation import ModerationPage, StandardLine
from registers.rules.section_11.moderation import NOT_APPLICABLE, Scored
from registers.rules.section_11.scales import Scale, level, top
from registers.rules.section_11.states import STATE_WORDS, State

NOT_ANSWERED = "Not answered"
NOT_YET = "Not looked at yet"
ALL_TOP = "It gives itself the best score throughout. Look at the evidence before believing it."


@dataclass(frozen=True, slots=True)
class LineWords:
    """One standard as the page shows it. `gap` says how far apart the scores lie; `far`, that it is far."""

    line: StandardLine
    own: str
    moderated: str
    gap: str
    far: bool
    before: str


def line_words(line: StandardLine, scale: Scale) -> LineWords:
    """One standard in words."""
    return LineWords(
        line=line,
        own=own_words(line.scored, scale),
        moderated=moderated_words(line.scored, scale),
        gap=gap_words(line.scored),
        far=line.scored.is_large,
        before="" if line.before is None else level_words(scale, line.before),
    )


def level_words(scale: Scale, value: int) -> str:
    """A level's word with what it means: “2: In place, with gaps”."""
    found = level(scale, value)
    return f"{found.word}: {found.means}"


def short(scale: Scale, value: int | None) -> str:
    """A level's word alone; a dash for none."""
    return "–" if value is None else level(scale, value).word


def own_words(scored: Scored, scale: Scale) -> str:
    """What the organisation says."""
    if scored.not_applicable:
        return NOT_APPLICABLE
    return NOT_ANSWERED if scored.own is None else level_words(scale, scored.own)


def moderated_words(scored: Scored, scale: Scale) -> str:
    """What moderation came to."""
    if not scored.looked_at:
        return NOT_YET
    return NOT_APPLICABLE if scored.moderated is None else level_words(scale, scored.moderated)


def gap_words(scored: Scored) -> str:
    """How the moderated score lies beside the own one; empty before it is looked at."""
    if not scored.looked_at:
        return ""
    if scored.gap is None:
        return "Another view" if scored.is_changed else "The same"
    if scored.gap == 0:
        return "The same"
    levels = f"{abs(scored.gap)} level{'' if abs(scored.gap) == 1 else 's'}"
    return f"{levels} {'lower' if scored.gap > 0 else 'higher'}"


def summary(page: ModerationPage) -> str:
    """One sentence that says where it stands."""
    state = State(page.assessment.state)
    scored = [one.scored for one in page.lines]
    best = sum(one.own == top(page.scale) for one in scored)
    said = f"{STATE_WORDS[state]}. It gives itself the best score on {best} of {len(scored)} standards."
    looked = len(scored) - page.left
    if looked:
        lower = sum((one.gap or 0) > 0 for one in scored)
        higher = sum((one.gap or 0) < 0 for one in scored)
        said += f" {looked} looked at: {lower} lower, {higher} higher than it says."
    return said
