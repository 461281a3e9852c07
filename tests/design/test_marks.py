"""Marks beside words: ours, in our colours, silent, and the same set in the PDF's style sheet."""

import re

import pytest
from django.template import engines

from design import marks, palette
from tests.design.markup import ROOT

OURS = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
TOKENS = dict(re.findall(r"\$([\w-]+): (#\w{6});", (ROOT / "design/scss/_tokens.scss").read_text()))


@pytest.mark.parametrize("text", palette.TEXT_PAIRS)
def test_text_stands_out_from_what_it_is_printed_on(text):
    assert palette.contrast(*text) >= 4.5


@pytest.mark.parametrize("mark", palette.MARK_PAIRS)
def test_marks_stand_out_from_what_is_beside_them(mark):
    assert palette.contrast(*mark) >= 3


def test_contrast_agrees_with_published_ratios():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    # Named in our own findings: NHS's blue fails on white, and orange as text was too pale.
    assert palette.contrast("#00b0f0", "#ffffff") == pytest.approx(2.48, abs=0.01)
    assert palette.contrast("#c65d07", "#ffffff") == pytest.approx(4.23, abs=0.01)


def test_every_colour_of_the_palette_that_is_text_or_mark_is_tested_against_something():
    tested = {colour for pair in (*palette.TEXT_PAIRS, *palette.MARK_PAIRS) for colour in pair}

    assert OURS - tested == {palette.GRID}


def test_the_style_sheet_uses_the_palette():
    for name, value in TOKENS.items():
        if not name.startswith("rule"):
            assert getattr(palette, name.upper().replace("-", "_")) == value


@pytest.mark.parametrize("name", marks.names())
def test_a_mark_uses_only_our_colours_and_no_inline_style(name):
    drawing = marks.inline(name)

    assert set(re.findall(r"#\w+", drawing)) <= OURS
    assert "style" not in drawing
    assert 'aria-hidden="true"' in drawing
    assert "<title" not in drawing


@pytest.mark.parametrize("name", marks.names())
def test_the_pdfs_style_sheet_has_every_mark(name):
    sheet = (ROOT / "design/static/design/pdf.css").read_text()

    assert f'.mark-{name} {{ background-image: url("../marks/{name}.svg"); }}' in sheet


def test_worse_is_filled_and_better_is_open():
    assert re.search(rf'<circle[^>]*r="9.4" fill="{palette.ORANGE}"', marks.inline("worse-than-usual-high"))
    assert re.search(
        rf'fill="{palette.WHITE}" stroke="{palette.BLUE}"', marks.inline("better-than-usual-high")
    )


def test_the_tag_draws_for_a_page_and_for_a_pdf():
    template = engines["django"].from_string('{% mark "off-target" %}|{% mark "off-target" pdf=True %}')
    page, pdf = template.render().split("|")

    assert page.startswith("<svg")
    assert pdf == '<span class="mark mark-off-target"></span>'


def test_an_unknown_mark_is_refused_with_the_names_there_are():
    for draw in (marks.inline, marks.background):
        with pytest.raises(marks.UnknownMark, match="on-target"):
            draw("splendid")
