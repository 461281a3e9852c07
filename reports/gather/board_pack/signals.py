"""What has changed in the figures: which are worse than usual, what that means, and what is asked about it."""

from agencies.rules.vocabulary import Idea
from registers.presenters.challenge_log import owner_words, step_words
from reports.gather.board_pack.challenges import next_words
from reports.gather.board_pack.facts import Facts, Told, is_late
from reports.gather.board_pack.words import are, many, nothing, present, short, table
from reports.gather.rows import value_words
from reports.rules.blocks import Cell, Column, IndicatorBlock, Multiples, Paragraph, Section
from scorecard.rules.outlook import Outlook
from scorecard.rules.patterns import PatternWord

TITLE = "What has changed in the figures"
#: So many drawings stand on one page.
DRAWN = 8
_WORSE = (
    Column("Indicator"),
    Column("Figure", number=True),
    Column("Against target"),
    Column("What it means"),
    Column("What is asked"),
)
_USUAL = (
    "“Worse than usual” is said where a figure has moved beyond its own normal variation over at least 13 periods, in "
    "the direction nobody wants. It does not say why: that is what the question is for."
)


def signals_section(facts: Facts, blocks: dict[str, IndicatorBlock]) -> Section:
    """Worse than usual first, those nobody has asked about before the others; then what will go on missing its target;
    then what is better.
    """
    bad, better, missing = worse(facts), told(facts, PatternWord.BETTER), keeps_missing(facts)
    drawn = tuple(
        (one.said.title, chart)
        for one in bad[:DRAWN]
        if (block := blocks.get(one.said.code)) is not None and (chart := block.chart) is not None
    )
    found = present(
        Paragraph(summary(facts), see=("signals-worse",)),
        Paragraph(_USUAL, "quiet"),
        table(
            "signals-worse",
            "Worse than usual: those nobody has asked about come first",
            _WORSE,
            [_worse(facts, one) for one in bad],
        )
        or nothing("No figure is worse than usual."),
        Multiples("signals-drawn", "The figures that are worse than usual, each with its usual range", drawn)
        if drawn
        else None,
        table(
            "signals-missing",
            "Not changing, and short of the target every time",
            _PLAIN,
            [_missing(one) for one in missing],
        ),
        table("signals-better", "Better than usual", _PLAIN, [_plain(one) for one in better]),
    )
    return Section("pack-signals", TITLE, found)


_PLAIN = (
    Column("Indicator"),
    Column("Figure", number=True),
    Column("Target", number=True),
    Column("What it means"),
)


def summary(facts: Facts) -> str:
    """How many figures are worse than usual, and of how many nobody has asked yet."""
    bad = worse(facts)
    unasked = sum(one.unasked for one in bad)
    asked = f" Of {unasked} of them nobody has asked the owner why." if unasked else ""
    return f"{many(len(bad), 'indicator')} of {len(facts.seen.rows)} {are(len(bad))} worse than usual.{asked}"


def worse(facts: Facts) -> tuple[Told, ...]:
    """What is worse than usual: what nobody asked about first, then late replies, then the others."""
    found = told(facts, PatternWord.WORSE)
    return tuple(sorted(found, key=lambda one: (not one.unasked, not _late(facts, one))))


def told(facts: Facts, word: PatternWord) -> tuple[Told, ...]:
    """Every indicator of this pattern, in the scorecard's order."""
    return tuple(one for one in facts.told if one.said.pattern_kind == word.value)


def keeps_missing(facts: Facts) -> tuple[Told, ...]:
    """What does not change and cannot reach its target as it is."""
    found = told(facts, PatternWord.NO_CHANGE)
    return tuple(one for one in found if one.said.outlook == Outlook.KEEPS_MISSING.value)


def worse_words(one: Told) -> str:
    """One figure that is worse than usual, in a sentence or two."""
    return f"{one.said.title}: {one.said.latest}{one.said.suffix}. {one.said.sentence}"


def _late(facts: Facts, one: Told) -> bool:
    return one.challenge is not None and is_late(one.challenge, facts.today)


def _worse(facts: Facts, one: Told) -> tuple[Cell, ...]:
    asked, beside = _asked(facts, one)
    return (
        Cell(one.said.title, quiet=short(one.said.small)),
        Cell(_figure(one), bold=True),
        Cell(one.said.against, mark=one.said.against_mark, quiet=_target(one)),
        Cell(one.said.sentence),
        Cell(asked, quiet=beside),
    )


def _asked(facts: Facts, one: Told) -> tuple[str, str]:
    """The question, and what has become of it."""
    if one.challenge is not None:
        challenge, step = one.challenge.challenge, next(iter(one.challenge.steps), None)
        chair = str(facts.standing.word(Idea.CHAIR))
        who = next_words(owner_words(step, chair), step_words(step)) if step else ""
        return f"{challenge.reference}: {challenge.title}", who
    questions = one.row.indicator.questions
    asked = (
        questions[0]
        if questions
        else f"Why is it so, and what will {short(one.said.agency_name) or 'each agency'} do?"
    )
    return asked, "Nobody has asked yet." if one.said.unasked else "Explained by its owner."


def _missing(one: Told) -> tuple[Cell, ...]:
    why = (
        "Its whole usual range lies short of the target: it will miss it until something is done differently."
    )
    return (*_plain(one)[:3], Cell(why))


def _plain(one: Told) -> tuple[Cell, ...]:
    return (
        Cell(one.said.title, quiet=short(one.said.small)),
        Cell(_figure(one), bold=True),
        Cell(one.said.target),
        Cell(one.said.sentence),
    )


def _figure(one: Told) -> str:
    line = one.row.line
    latest = line.assessment.latest if line else None
    return value_words(line, latest.value) if line and latest else one.said.latest


def _target(one: Told) -> str:
    return f"target {one.said.target}" if one.said.target not in ("", "–") else ""
