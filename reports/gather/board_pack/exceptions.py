"""The first page of a pack: what the board must look at, before anything else is told."""

from registers.presenters.risk_moves import moving
from registers.rules.risks import Move
from reports.gather.board_pack import actions, challenges, decisions, returns, risks, section_11, signals
from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.words import day, panel, present
from reports.rules.blocks import BigNumber, BigNumbers, Paragraph, Section, Written

TITLE = "What the board must look at"


def exceptions_section(facts: Facts, written: tuple[Written, ...] = ()) -> Section:
    """Four numbers, then what lies behind them by name. `written` is what the board's office adds."""
    risen = [
        line
        for line, row in zip(risks.moved_lines(facts), moving(facts.register), strict=True)
        if row.move in (Move.UP, Move.NEW)
    ]
    panels = (
        panel(
            returns.TITLE,
            "look-returns",
            [returns.missing_words(one) for one in facts.missing],
            returns.TITLE,
        ),
        panel(
            "Worse than usual",
            "look-signals",
            [signals.worse_words(one) for one in signals.worse(facts)],
            signals.TITLE,
        ),
        panel("Replies that are late", "look-challenges", challenges.late_words(facts), challenges.TITLE),
        panel(
            "Actions that are late",
            "look-actions",
            [actions.late_words(one) for one in facts.actions.late],
            actions.TITLE,
        ),
        panel("Risks that have risen or are new", "look-risks", risen, risks.TITLE),
        panel(
            "Self-assessments that have not come",
            "look-section-11",
            section_11.silent_words(facts),
            section_11.TITLE,
        ),
    )
    blocks = present(
        Paragraph(decisions.summary(facts), "lead", see=("decisions",)),
        BigNumbers(_numbers(facts)),
        *panels,
        Paragraph(_STANDS.format(day=day(facts.today), quarter=facts.until.label), "quiet"),
    )
    return Section("pack-exceptions", TITLE, blocks, written)


_STANDS = (
    "Figures are of {quarter}. Returns, challenges, actions, risks and self-assessments are as they stood on {day}. "
    "All figures are true ones: nothing is hidden because it is small."
)


def _numbers(facts: Facts) -> tuple[BigNumber, ...]:
    owed, came = returns.counts(facts)
    bad = signals.worse(facts)
    unasked, late = sum(one.unasked for one in bad), len(facts.late_replies)
    return (
        BigNumber(f"{owed - came} of {owed}", f"returns for {facts.until.label} not in yet"),
        BigNumber(
            str(len(bad)),
            f"of {len(facts.seen.rows)} indicators worse than usual",
            f"{unasked} not asked about" if unasked else "all asked about or explained" if bad else "",
        ),
        BigNumber(str(late), f"of {len(facts.challenges)} open challenges with a reply overdue"),
        BigNumber(
            str(len(facts.actions.late)), f"action{'' if len(facts.actions.late) == 1 else 's'} overdue"
        ),
    )
