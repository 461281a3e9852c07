"""The councillors' edition as slides for a member session: the same words, numbers and charts."""

from collections.abc import Iterator
from datetime import UTC, datetime

from design.slides import Line, Picture, Slide, write
from reports.rules.blocks import BarChart, BigNumbers, Drawing, LineChart, Panel, Paragraph, Points, Section
from reports.rules.document import Document

#: Files must not tell when they were made: the same data give the same bytes.
_MADE_AT = datetime(1980, 1, 1, tzinfo=UTC)
_FORMS = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00"}
#: So many points stand on one slide.
_POINTS = 6


def slides(document: Document) -> bytes:
    """A PowerPoint file. A demonstration says on every slide that it is one."""
    foot = " · ".join(filter(None, (document.board_name, document.period, document.notice)))
    return write(
        title=document.title,
        subtitle=f"{document.board_name}, {document.period}",
        author=document.board_name,
        made_at=_MADE_AT,
        foot=foot,
        slides=tuple(_slides(document)),
    )


def _slides(document: Document) -> Iterator[Slide]:
    for section in document.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[Slide]:
    """What people wrote is for the speaker's notes; a chart stands under the sentence that is said of it."""
    lead = ""
    if section.written:
        said = "\n\n".join(paragraph for one in section.written for paragraph in one.paragraphs)
        yield Slide(section.title, points=(_first_sentence(said),), notes=said)
    for block in section.blocks:
        match block:
            case BigNumbers(numbers=numbers):
                told = tuple((one.figure, f"{one.what}. {one.note}".rstrip(". ")) for one in numbers)
                yield Slide(section.title, points=(lead,) if lead else (), numbers=told)
            case Panel(title=title, texts=texts):
                yield from _in_turns(title, texts)
            case Points(texts=texts, ordered=ordered):
                yield from _in_turns(section.title, texts, ordered=ordered)
            case Drawing(caption=caption, chart=chart):
                yield Slide(
                    caption, points=(lead,) if lead else (), picture=_picture(chart), notes=chart.title
                )
            case Paragraph(text=text, look=look):
                lead = text if look != "quiet" else ""
            case _:
                pass


def _in_turns(title: str, texts: tuple[str, ...], *, ordered: bool = False) -> Iterator[Slide]:
    for first in range(0, len(texts), _POINTS):
        more = " (continued)" if first else ""
        yield Slide(f"{title}{more}", points=texts[first : first + _POINTS], ordered=ordered)


def _picture(chart: LineChart | BarChart) -> Picture:
    if isinstance(chart, BarChart):
        names = tuple(
            one.label if one.value is not None else f"{one.label} ({one.words})" for one in chart.bars
        )
        people = Line("Number", tuple(one.value for one in chart.bars))
        return Picture(names, (people,), chart.title, bars=True, form=_FORMS[0])
    steady = (
        (chart.target_label or "Target", chart.target, "target"),
        ("Average", chart.mean, "average"),
        *((name, value, "beside") for name, value in chart.comparators),
    )
    count = len(chart.points)
    lines = (
        Line("Our figure", tuple(point.value for point in chart.points)),
        *(Line(name, (value,) * count, look) for name, value, look in steady if value is not None),
    )
    form = _FORMS.get(chart.decimals, _FORMS[1]) + (f'"{chart.suffix}"' if chart.suffix else "")
    return Picture(tuple(point.label for point in chart.points), lines, chart.title, form=form)


def _first_sentence(text: str) -> str:
    sentence, stop, _ = text.partition(". ")
    return sentence + stop.strip()
