"""The challenge day's pack as a printed file: the cycle in numbers, then each organisation, standard by standard."""

from django.template.loader import render_to_string

from agencies.rules.standing import Standing
from design.pdf import Pdf, render
from registers.presenters.section_11 import panel as panel_words
from registers.presenters.section_11 import survey as survey_words
from registers.presenters.section_11.moderation import ALL_TOP, line_words
from registers.queries.section_11.moderation import StandardLine
from registers.queries.section_11.pack import Pack, PackPart
from registers.rules.section_11.scales import Scale
from scorecard.rules.words import SYNTHETIC

MARKING = "For the panel. Not for publication."


def pack_pdf(found: Pack, standing: Standing, chosen: str) -> Pdf:
    """The pack as a tagged PDF (PDF/UA-1). `design.pdf.PdfFailed` when the printer complains of anything."""
    scale, cycle = found.panel.scale, found.panel.cycle
    survey = found.survey
    day = f"{cycle.panel_on:%-d %B %Y}" if cycle.panel_on else ""
    part = f"part {found.part} of {found.of}" if found.of > 1 else ""
    given = {
        "title": f"Section 11 challenge day: {cycle.name}",
        "board_name": standing.board_name,
        "subtitle": ", ".join(filter(None, (chosen, day, part))),
        "marking": SYNTHETIC if standing.synthetic else MARKING,
        "summary": panel_words.summary(found.panel),
        "levels": panel_words.level_heads(scale),
        "standards": [panel_words.standard_words(one, scale) for one in found.panel.standards],
        "survey": survey_words.summary(survey) if survey else "",
        "statements": [survey_words.statement_words(one, scale) for one in survey.statements]
        if survey
        else (),
        "parts": [_part(one, scale, standing.board_code) for one in found.parts],
    }
    return render(render_to_string("registers/section_11/pack_pdf.html", given))


def _part(part: PackPart, scale: Scale, board: str) -> dict[str, object]:
    lines = [line_words(one, scale) for one in part.lines]
    return {
        "row": panel_words.row_words(part.row, scale, board),
        "all_top": ALL_TOP if part.row.all_top else "",
        "lines": lines,
        "said": [one for one in lines if part.row.all_top or _is_talked_about(one.line, scale)],
        "sent_back": part.row.assessment.sent_back_why if part.row.state.value == "sent_back" else "",
    }


def _is_talked_about(line: StandardLine, scale: Scale) -> bool:
    """Whether a panel reads what was written: where it falls short, is said not to apply, or moderation differs."""
    scored = line.scored
    return scored.falls_short(scale) or scored.not_applicable or scored.is_changed
