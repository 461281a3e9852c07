"""The evidence pack for inspectors: chosen threads in full, the challenge log, the history of risks, data quality."""

from collections.abc import Iterable

from agencies.queries.standings import as_members_see
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from registers.models import Watch
from registers.queries.threads import Thread
from reports.gather.board_pack.words import are, day, many, nothing, present, short, table
from reports.gather.evidence.figures import true_figures
from reports.gather.evidence.log import log_section
from reports.gather.evidence.quality import quality_section
from reports.gather.evidence.risks import risks_section
from reports.gather.evidence.threads import Told, chosen_threads, told
from reports.gather.moment import one_moment
from reports.gather.notes import note_of
from reports.gather.scorecard import definitions_section, indicators_in, measured_sections, scorecard_section
from reports.models import Report
from reports.queries.close import at_close
from reports.rules.blocks import Cell, Column, IndicatorBlock, Paragraph, Section, Written
from reports.rules.document import Document
from reports.rules.enclosures import Enclosure, enclosures_table
from reports.rules.kinds import KINDS, Kind
from reports.rules.titles import title_of
from scorecard.rules.periods import quarter_ending
from scorecard.rules.words import SYNTHETIC


def evidence_pack(report: Report) -> Document:
    """The pack of a board for one year, all of it of one moment: true figures, marked as such on every page."""
    with one_moment():
        return _gathered(report)


def _gathered(report: Report) -> Document:
    board, standing = report.board, as_members_see(report.board)
    words, period = vocabulary_of(board), report.period
    until = quarter_ending(period.last)
    seen = at_close(board.pk, until, seen_as=None)
    measured = measured_sections(seen, until, {}, say=str)
    blocks = {one.code: one for section in measured for one in indicators_in(section)}
    threads = chosen_threads(standing, report.chosen)
    drawn = _watched(threads, blocks)
    found = tuple(told(standing, one, drawn.get(one.challenge.pk)) for one in threads)
    return Document(
        kind=Kind.EVIDENCE,
        board_name=words.word(Idea.NAME, report.last).text,
        title=title_of(words, Kind.EVIDENCE, period).text,
        period=f"April {period.first.year} to March {period.last.year}",
        classification=KINDS[Kind.EVIDENCE].classification,
        notice=SYNTHETIC if board.synthetic else "",
        sections=(
            _about(threads, note_of(report, words)),
            *(one.section for one in found),
            log_section(standing, period),
            risks_section(standing, period),
            quality_section(standing, period, seen),
            scorecard_section(measured, until),
            definitions_section(measured),
            _enclosed(found),
        ),
        figures=true_figures(seen),
    )


_THREADS = (Column("Thread"), Column("Put to"), Column("What its figure says"))
_HELD = (
    "The ZIP beside this PDF holds every table as a CSV file, the figures they rest on, the evidence files, and an "
    "index with the SHA-256 of each: what was altered since has another."
)


def _about(threads: Iterable[Thread], note: tuple[Written, ...]) -> Section:
    """What is in the pack, and how it may be checked."""
    chosen = tuple(threads)
    rows = [
        (
            Cell(f"{one.challenge.reference} {one.challenge.title}", quiet=one.challenge.get_state_display()),
            Cell(short(next((step.owner for step in one.steps if step.kind == "challenge"), ""))),
            Cell(one.result or "No figure is watched"),
        )
        for one in chosen
    ]
    number = len(chosen)
    said = (
        f"{many(number, 'thread')} {are(number)} told in full, from the signal to what came of it; then the challenge "
        f"log, the history of risks and a statement of data quality, as they stood on {day(clock.today())}."
    )
    blocks = present(
        Paragraph(said, "lead"),
        Paragraph(_HELD),
        table("chosen", "The threads that were chosen", _THREADS, rows)
        or nothing("No thread has been chosen."),
    )
    return Section("about-this-pack", "About this pack", blocks, note)


def _watched(threads: Iterable[Thread], blocks: dict[str, IndicatorBlock]) -> dict[int, IndicatorBlock]:
    """The indicator each thread watches, where it watches the line the scorecard has."""
    watches = Watch.objects.filter(challenge__in=[one.challenge.pk for one in threads], breakdown="all")
    return {one.challenge_id: blocks[one.indicator_code] for one in watches if one.indicator_code in blocks}


def _enclosed(found: Iterable[Told]) -> Section:
    files: list[Enclosure] = [file for one in found for file in one.enclosures]
    if not files:
        return Section(
            "enclosed", "Enclosed files", (nothing("No evidence file belongs to the threads chosen."),)
        )
    return Section("enclosed", "Enclosed files", (enclosures_table(files),))
