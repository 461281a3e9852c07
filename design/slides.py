"""Slides for PowerPoint: a title on each, what is read in the order it is read, charts with alternative text.

The same input gives the same bytes. No words of its own but what it is given, and no queries.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from design import palette

#: The day every part inside the file bears: a clock would make each file another.
_DAY = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_LANGUAGE = "en-GB"
_FONT = "Arial"
_INCH = 914_400
_WIDE, _HIGH = 13.333, 7.5
_EDGE, _TOP, _FOOT = 0.75, 1.75, 6.95
_NAVY, _INK, _QUIET, _GREY, _RED = (
    RGBColor.from_string(colour.lstrip("#").upper())
    for colour in (palette.NAVY, palette.INK, palette.QUIET, palette.GREY_MARK, palette.RED_TEXT)
)
#: The layouts of the plain template that comes with python-pptx.
_OPENING, _TITLE_ONLY = 0, 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart: its name, a value a category (None: missing or hidden), and how it is drawn."""

    name: str
    values: tuple[float | None, ...]
    look: str = "main"


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: lines over categories, or the bars of one line. `alt` is what it says to who cannot see it."""

    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    alt: str
    bars: bool = False
    form: str = "0.0"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide. `numbers` are large figures, each with what it counts; `points` a list, numbered or not."""

    title: str
    points: tuple[str, ...] = ()
    ordered: bool = False
    numbers: tuple[tuple[str, str], ...] = ()
    picture: Picture | None = None
    notes: str = ""


def write(
    *, title: str, subtitle: str, author: str, made_at: datetime, foot: str, slides: Sequence[Slide]
) -> bytes:
    """A PowerPoint file: an opening slide, then these. `foot` stands at the foot of each."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _in(_WIDE), _in(_HIGH)
    about = deck.core_properties
    about.title, about.author, about.language, about.last_modified_by = title, author, _LANGUAGE, author
    about.created = about.modified = made_at.replace(tzinfo=None, microsecond=0)
    about.revision, about.comments, about.keywords = 1, "", ""
    _opening(deck, title, subtitle, foot)
    for slide in slides:
        _add(deck, slide, foot)
    kept = io.BytesIO()
    deck.save(kept)
    return _timeless(kept.getvalue())


def _opening(deck: Any, title: str, subtitle: str, foot: str) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_OPENING])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _NAVY
    white = RGBColor(255, 255, 255)
    heading, under = slide.placeholders[0], slide.placeholders[1]
    _place(heading, _EDGE, 2.1, _WIDE - 2 * _EDGE, 1.8)
    _say(heading.text_frame, [title], size=40, colour=white, bold=True)
    _place(under, _EDGE, 4.0, _WIDE - 2 * _EDGE, 1.2)
    _say(under.text_frame, [subtitle], size=24, colour=white)
    _foot(slide, foot, white)


def _add(deck: Any, told: Slide, foot: str) -> None:
    """The title first, then what stands below it, the foot last: that is the order it is read in."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    heading = slide.shapes.title
    _place(heading, _EDGE, 0.45, _WIDE - 2 * _EDGE, 1.1)
    _say(heading.text_frame, [told.title], size=30, colour=_NAVY, bold=True)
    top = _TOP
    if told.numbers:
        top = _numbers(slide, told.numbers, top)
    if told.points:
        top = _points(slide, told, top)
    if told.picture is not None:
        _picture(slide, told.picture, top)
    _foot(slide, foot, _QUIET)
    if told.notes:
        slide.notes_slide.notes_text_frame.text = told.notes


def _numbers(slide: Any, numbers: tuple[tuple[str, str], ...], top: float) -> float:
    """Large figures beside each other."""
    room = (_WIDE - 2 * _EDGE) / len(numbers)
    for place, (figure, what) in enumerate(numbers):
        box = slide.shapes.add_textbox(_in(_EDGE + place * room), _in(top), _in(room - 0.25), _in(2.4))
        box.name = f"Number {place + 1}"
        _say(box.text_frame, [figure], size=48, colour=_NAVY, bold=True)
        _say(box.text_frame, [what], size=18, colour=_INK, more=True)
    return top + 2.5


def _points(slide: Any, told: Slide, top: float) -> float:
    """Sentences, each its own paragraph; the more there are, the smaller."""
    high = 0.95 if told.picture is not None else _FOOT - top
    box = slide.shapes.add_textbox(_in(_EDGE), _in(top), _in(_WIDE - 2 * _EDGE), _in(high))
    box.name = "Text"
    letters = sum(map(len, told.points))
    size = 18 if told.picture is not None else 24 if letters < 420 else 20 if letters < 700 else 16
    _say(box.text_frame, told.points, size=size, colour=_INK, marks=_marks(told))
    return top + high + 0.1


def _marks(told: Slide) -> str:
    if len(told.points) == 1:
        return ""
    return "number" if told.ordered else "point"


def _picture(slide: Any, picture: Picture, top: float) -> None:
    data = CategoryChartData(number_format=picture.form)
    data.categories = list(picture.categories)
    for line in picture.lines:
        data.add_series(line.name, line.values)
    kind = XL_CHART_TYPE.BAR_CLUSTERED if picture.bars else XL_CHART_TYPE.LINE_MARKERS
    frame = slide.shapes.add_chart(
        kind, _in(_EDGE), _in(top), _in(_WIDE - 2 * _EDGE), _in(_FOOT - top - 0.1), data
    )
    frame.name = "Chart"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", picture.alt)
    chart = frame.chart
    chart.font.size, chart.font.name = Pt(14), _FONT
    chart.has_title = False
    (_draw_bars if picture.bars else _draw_lines)(chart, picture)


def _draw_bars(chart: Any, picture: Picture) -> None:
    """Navy bars, the first at the top, each with its number at its end."""
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = picture.form, False
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _NAVY
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0


def _draw_lines(chart: Any, picture: Picture) -> None:
    """The line itself navy with marks, the others thinner: told apart without colour by their dashes."""
    chart.has_legend = len(picture.lines) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor(0xDF, 0xE3, 0xE6)
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        picture.form,
        False,
    )
    for line, series in zip(picture.lines, chart.plots[0].series, strict=True):
        main = line.look == "main"
        series.smooth = False
        series.format.line.width = Pt(2.5 if main else 1.5)
        series.format.line.color.rgb = {"main": _NAVY, "target": _RED}.get(line.look, _GREY)
        if not main:
            series.marker.style = None
            marker = series.marker._element.get_or_add_marker()
            marker.get_or_add_symbol().set("val", "none")
            _dash(series, "dash" if line.look == "target" else "sysDot")


def _dash(series: Any, kind: str) -> None:
    drawn = series.format.line._get_or_add_ln()
    dash = drawn.makeelement(qn("a:prstDash"), {"val": kind})
    drawn.append(dash)


def _foot(slide: Any, words: str, colour: RGBColor) -> None:
    box = slide.shapes.add_textbox(_in(_EDGE), _in(_FOOT), _in(_WIDE - 2 * _EDGE), _in(0.4))
    box.name = "Foot"
    _say(box.text_frame, [words], size=12, colour=colour)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = _in(left), _in(top), _in(width), _in(height)


def _say(
    frame: Any,
    texts: Sequence[str],
    *,
    size: int,
    colour: RGBColor,
    bold: bool = False,
    more: bool = False,
    marks: str = "",
) -> None:
    """Paragraphs of one look, in the place of what stands there, or after it."""
    frame.word_wrap = True
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 and not more else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FONT
        run.font.color.rgb = colour
        run._r.get_or_add_rPr().set("lang", _LANGUAGE)
        paragraph.alignment = None
        _left(paragraph)
        if marks:
            _mark(paragraph, marks)


def _left(paragraph: Any) -> None:
    paragraph._p.get_or_add_pPr().set("algn", "l")


def _mark(paragraph: Any, kind: str) -> None:
    """A real list: a reader is told how long it is."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "342900")
    properties.set("indent", "-342900")
    paragraph.space_after = Pt(10)
    name, given = (
        ("a:buAutoNum", {"type": "arabicPeriod"}) if kind == "number" else ("a:buChar", {"char": "•"})
    )
    properties.append(properties.makeelement(qn(name), given))


def _in(inches: float) -> Emu:
    return Emu(int(inches * _INCH))


def _timeless(data: bytes, *, inside: bool = False) -> bytes:
    """The same file with every part dated alike; so are the workbooks `inside` it, which say when they were written."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = old.read(name)
            if name.endswith(".xlsx"):
                part = _timeless(part, inside=True)
            elif inside and name == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part)
            new.writestr(zipfile.ZipInfo(name, _DAY), part, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
