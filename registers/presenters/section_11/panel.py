"""The panel's page in words: one line an organisation, one a standard, filters with their numbers."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agencies.rules import clock
from registers.queries.section_11.panel import Panel, PanelRow, Show, StandardCount
from registers.rules.section_11.duties import DUTY_WORDS, Duty
from registers.rules.section_11.scales import LEVELS, Scale, top
from registers.rules.section_11.states import STATE_WORDS, State

Link = tuple[str, int | None, str, bool]
SHOW_WORDS = {
    Show.CAME: "All that came",
    Show.WAITING: "To be moderated",
    Show.MINE: "Yours to moderate",
    Show.FAR: "Scores far apart",
    Show.TOP: "Best score throughout",
    Show.BACK: "Sent back",
    Show.AGREED: "Agreed",
}
EMPTY_WORDS = {
    Show.CAME: "Nothing has been submitted yet.",
    Show.WAITING: "Nothing waits to be moderated.",
    Show.MINE: "You moderate none of those that came.",
    Show.FAR: "No moderated score is far from an organisation’s own.",
    Show.TOP: "No organisation gives itself the best score throughout.",
    Show.BACK: "Nothing is sent back.",
    Show.AGREED: "Nothing is agreed yet.",
}


@dataclass(frozen=True, slots=True)
class RowWords:
    """One organisation's line. `marks` are what a panel looks at first; `late` says that its moderation is overdue."""

    name: str
    url: str
    group: str
    state: str
    moderators: str
    own: str
    moderated: str
    marks: tuple[str, ...]
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class StandardWords:
    """One standard's line: how many gave themselves each level, and how many of them stand after moderation."""

    number: int
    title: str
    levels: tuple[tuple[str, int, int], ...]
    moved: str


def row_words(row: PanelRow, scale: Scale, board: str) -> RowWords:
    """One organisation in words."""
    one = row.assessment
    scored = len(row.scored)
    looked = scored - row.left
    best = LEVELS[scale][top(scale)].word
    return RowWords(
        name=one.agency.name,
        url=reverse("registers:section-11-moderation", args=[board, one.cycle.number, one.agency.code]),
        group=f"{one.agency.kind.name}, {DUTY_WORDS[Duty(one.duty)].lower()}",
        state=STATE_WORDS[row.state],
        moderators=", ".join(row.moderators) or "Nobody yet",
        own=f"{sum(each.own == top(scale) for each in row.scored)} of {scored} at “{best}”",
        moderated=f"{row.lower} lower, {row.higher} higher" if looked else "Not begun",
        marks=_marks(row),
        due=row.due,
        late=row.due is not None and row.due < clock.today(),
    )


def standard_words(one: StandardCount, scale: Scale) -> StandardWords:
    """One standard in words."""
    return StandardWords(
        number=one.number,
        title=one.title,
        levels=tuple(
            (level.word, one.own.get(level.value, 0), one.in_force.get(level.value, 0))
            for level in LEVELS[scale]
        ),
        moved=_moved(one),
    )


def filters(found: Panel, show: Show, address: str) -> list[Link]:
    """The list's filters, each with how many it would show; what would show none is left out, unless it is chosen."""
    return [
        (words, found.counts[one], address if one is Show.CAME else f"{address}?show={one}", one is show)
        for one, words in SHOW_WORDS.items()
        if found.counts[one] or one in (Show.CAME, show)
    ]


def summary(found: Panel) -> str:
    """One sentence about the whole cycle."""
    counts = found.counts
    came = counts[Show.CAME] - counts[Show.BACK]
    said = f"{came} of {found.asked} organisations have submitted their self-assessment."
    moderated = sum(row.state in (State.MODERATED, State.AGREED) for row in found.rows)
    if came:
        said += f" Moderated: {moderated}, of which agreed: {counts[Show.AGREED]}."
    return said


def _marks(row: PanelRow) -> tuple[str, ...]:
    found = []
    if row.all_top:
        found.append("Best score throughout")
    if row.far:
        found.append(f"{row.far} standard{'' if row.far == 1 else 's'} far apart")
    return tuple(found)


def _moved(one: StandardCount) -> str:
    if not (one.lower or one.higher):
        return "None moved"
    far = f", {one.far} far apart" if one.far else ""
    return f"{one.lower} lower, {one.higher} higher{far}"


def level_heads(scale: Scale) -> list[str]:
    """The words of the scale's levels, from the worst up."""
    return [one.word for one in LEVELS[scale]]
