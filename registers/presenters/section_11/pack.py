"""The challenge day's pack as a printed file: the cycle in numbers, then each organisation, standard by standard."""

from django.template.loader import render_to_string

from agencies.rules.standing import Standing
from design.pdf import Pdf, render
from registers.presenters.section_11 import panel as panel_words
from registers.presenters.section_11 import survey as survey_words
from registers.presenters.section_11.moderation import ALL_TOP, line_words
from registers.queries.section_11.pack import Pack, PackPart
from registers.rules.section_11.scales import Scale
from scorecard.rules.words import SYNTHETIC

MARKING = "For the panel. Not for publication."


def pack_pdf(found: Pack, standing: Standing, chosen: str) -> Pdf:
    """The pack as a tagged PDF (PDF/UA-1). `design.pdf.PdfFailed` when the printer complains of anything."""
    scale, cycle = found.panel.scale, found.panel.cycle
    survey = found.survey
    given = {
        "title": f"Section 11 challenge day: {cycle.name}",
        "board_name": standing.board_name,
        "subtitle": f"{chosen}{f', {cycle.panel_on:%-d %B %Y}' if cycle.panel_on else ''}",
        "marking": SYNTHETIC if standing.synthetic else MARKING,
        "summary": panel_words.summary(found.panel),
        "levels": panel_words.level_heads(scale),
        "standards": [panel_words.standard_words(one, scale) for one in found.panel.standards],
        "survey": survey_words.summary(survey) if survey else "",
        "statements": [survey_words.statement_words(one, scale) for one in survey.statements]
        if survey
        else (),
        "parts": [_part(one, scale, standing.board_code) for one in found.parts],
        "left_out": found.left_out,
    }
    return render(render_to_string("registers/section_11/pack_pdf.html", given))


def _part(part: PackPart, scale: Scale, board: str) -> dict[str, object]:
    lines = [line_words(one, scale) for one in part.lines]
    return {
        "row": panel_words.row_words(part.row, scale, board),
        "all_top": ALL_TOP if part.row.all_top else "",
        "lines": lines,
        "said": [one for one in lines if one.line.words or one.line.why_not or one.line.improvements],
        "sent_back": part.row.assessment.sent_back_why if part.row.state.value == "sent_back" else "",
    }
