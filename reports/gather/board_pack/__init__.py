"""The board pack: what the board must look at in its meeting, exceptions first. True figures, for members alone."""

from collections.abc import Iterator
from dataclasses import replace

from agencies.queries.words import vocabulary_of
from agencies.rules.vocabulary import Idea
from reports.gather.board_pack.actions import actions_section
from reports.gather.board_pack.challenges import challenges_section
from reports.gather.board_pack.decisions import decisions_section
from reports.gather.board_pack.exceptions import exceptions_section
from reports.gather.board_pack.facts import facts_of
from reports.gather.board_pack.learning import learning_section
from reports.gather.board_pack.returns import returns_section
from reports.gather.board_pack.risks import risks_section
from reports.gather.board_pack.section_11 import section_11_section
from reports.gather.board_pack.signals import signals_section
from reports.gather.board_pack.words import day
from reports.gather.moment import one_moment
from reports.gather.notes import note_of
from reports.gather.scorecard import definitions_section, indicators_in, measured_sections, scorecard_section
from reports.models import Report
from reports.rules.blocks import Section
from reports.rules.document import Document
from reports.rules.kinds import KINDS, Kind
from reports.rules.titles import title_of
from scorecard.queries.commentary import remarks_on
from scorecard.rules.periods import Period
from scorecard.rules.words import SYNTHETIC


def board_pack(report: Report) -> Document:
    """The pack of a board for one quarter, all of it of one moment: true figures, marked as such on every page."""
    with one_moment():
        return _gathered(report)


def _gathered(report: Report) -> Document:
    board, facts = report.board, facts_of(report)
    words = vocabulary_of(board)
    measured = measured_sections(facts.seen, facts.until, remarks_on(board.pk, facts.until), say=str)
    blocks = {one.code: one for section in measured for one in indicators_in(section)}
    return Document(
        kind=Kind.BOARD_PACK,
        board_name=words.word(Idea.NAME, report.last).text,
        title=title_of(words, Kind.BOARD_PACK, report.period).text,
        period=_period(report),
        classification=KINDS[Kind.BOARD_PACK].classification,
        notice=SYNTHETIC if board.synthetic else "",
        sections=(
            exceptions_section(facts, note_of(report, words)),
            returns_section(facts),
            signals_section(facts, blocks),
            challenges_section(facts),
            actions_section(facts),
            risks_section(facts),
            section_11_section(facts),
            learning_section(facts),
            decisions_section(facts),
            *_appendix(measured, facts.until),
        ),
    )


def _appendix(measured: tuple[Section, ...], until: Period) -> Iterator[Section]:
    """The scorecard, every indicator in full, and how each is counted."""
    parts = (scorecard_section(measured, until), *measured, definitions_section(measured))
    for number, part in enumerate(parts, start=1):
        yield replace(part, title=f"Appendix {number}: {part.title[:1].lower()}{part.title[1:]}")


def _period(report: Report) -> str:
    """The quarter, and the meeting it is for."""
    if report.meeting is None:
        return report.period.label
    return f"{report.period.label}, for the meeting of {day(report.meeting.held_on)}"
