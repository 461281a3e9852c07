"""The annual report put together, all of it of one moment."""

from collections.abc import Iterator

from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules.vocabulary import Idea
from reports.gather.annual import annexes, front
from reports.gather.annual.budget import budget_section
from reports.gather.annual.challenges import year_of_questions
from reports.gather.annual.exploitation import exploitation_section
from reports.gather.annual.groups import groups_section
from reports.gather.annual.impact import impact_section
from reports.gather.annual.learning import learning_section
from reports.gather.annual.partners import partners_section
from reports.gather.annual.priorities import priorities_section
from reports.gather.annual.quality import quality
from reports.gather.annual.voices import voices_section
from reports.gather.annual.words import section, with_words
from reports.gather.figures import open_figures
from reports.gather.moment import one_moment
from reports.gather.scorecard import definitions_section, indicators_in, measured_sections, scorecard_section
from reports.gather.section_11 import section_11_section
from reports.gather.trained import trained_section
from reports.models import Report
from reports.queries.close import at_close
from reports.queries.contents import checklist_of
from reports.queries.facts import contributions_of, costs_of, sub_groups_of, voices_of
from reports.queries.out import out_before
from reports.queries.reports import Text, texts_of
from reports.rules.blocks import Section
from reports.rules.document import Document
from reports.rules.kinds import Kind
from reports.rules.titles import title_of
from scorecard.queries.commentary import publishable_of_year
from scorecard.queries.overview import Overview
from scorecard.queries.places import place
from scorecard.queries.publishing import Publishing, demand_no_leak, publishing
from scorecard.rules.periods import quarter
from scorecard.rules.words import SYNTHETIC


def annual_report(report: Report) -> Document:
    """The annual report of a board for one year April to March.

    GivesAway when a hidden count could be worked out from it: then there is nothing to print.
    """
    with one_moment():
        return _gathered(report.board, report)


def _gathered(board: Board, report: Report) -> Document:
    until = quarter(report.year, 4)
    allowed = demand_no_leak(publishing(board, until.last, out_before(report)))
    seen = at_close(board.pk, until, seen_as=allowed)
    words = vocabulary_of(board)
    parts = _parts(report, allowed, seen, texts_of(report, words=words))
    return Document(
        kind=Kind.ANNUAL,
        board_name=words.word(Idea.NAME, report.last).text,
        title=title_of(words, Kind.ANNUAL, report.period).text,
        period=f"April {report.year} to March {report.year + 1}",
        classification="",
        notice=SYNTHETIC if board.synthetic else "",
        sections=tuple(part for part in parts if part is not None),
        figures=open_figures(seen),
    )


def _parts(
    report: Report, allowed: Publishing, seen: Overview, texts: dict[str, Text]
) -> Iterator[Section | None]:
    """The sections in their order: what the year was like, what the board did, how it did it, what one must know."""
    board, year, words = report.board, report.year, vocabulary_of(report.board)
    until = quarter(year, 4)
    lived = place(board.area_code, until)
    measured = measured_sections(seen, until, publishable_of_year(board.pk, year, seen_as=allowed))
    indicators = [one for part in measured for one in indicators_in(part)]
    questions = year_of_questions(board, year, allowed)
    contributions = contributions_of(board.pk, year)
    yield front.foreword(texts)
    yield front.area(texts, lived)
    yield front.in_one_page(board, year, seen)
    yield priorities_section(board, year, questions, texts["priorities"])
    yield with_words(scorecard_section(measured, until), "scorecard", texts["scorecard"])
    yield from measured
    yield exploitation_section(indicators, texts["exploitation"])
    yield section("restraint", texts["restraint"], ())
    yield impact_section(questions, year, texts["impact"])
    yield learning_section(board, year, texts["reviews"])
    yield with_words(section_11_section(board, year), "section-11", texts["section-11"])
    yield with_words(trained_section(board, year, allowed), "trained", texts["training"])
    yield voices_section(voices_of(board.pk, year), texts["voices"])
    yield partners_section(board, year, contributions, texts["partners"])
    yield budget_section(contributions, costs_of(board.pk, year), texts["budget"])
    yield groups_section(sub_groups_of(board.pk, year), texts["groups"])
    yield front.conclusion(texts)
    yield definitions_section(measured)
    yield annexes.glossary(words, year)
    yield annexes.asked_for(checklist_of(report, words=words))
    yield quality(board, seen, allowed, lived)
