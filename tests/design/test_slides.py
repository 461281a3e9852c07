"""Slides: a title on each, alternative text, the order of reading, nothing hidden in the tables behind, same bytes."""

import io
import time
import zipfile
from datetime import UTC, datetime

from openpyxl import load_workbook
from pptx import Presentation

from design.slides import Line, Picture, Slide, write

LINES = Picture(
    ("Q1", "Q2", "Q3"),
    (Line("Our figure", (40.0, None, 42.5)), Line("Target", (50.0,) * 3, "target")),
    "Visits on time: 40.0% to 42.5%.",
)
BARS = Picture(
    ("Teachers", "Nurses (hidden: small number)"),
    (Line("Number", (700.0, None)),),
    "Trained.",
    bars=True,
    form="0",
)
SLIDES = (
    Slide("The year in short", points=("A lead.",), numbers=(("700", "staff trained"), ("31", "visits"))),
    Slide("Visits on time", points=("Off target.",), picture=LINES, notes="Say why."),
    Slide("Who was trained", picture=BARS),
    Slide("Five questions", points=("One?", "Two?"), ordered=True),
)


def written() -> bytes:
    return write(
        title="Councillors’ edition",
        subtitle="Wessex",
        author="Wessex",
        made_at=datetime(2018, 5, 21, tzinfo=UTC),
        foot="Wessex, 2017 to 2018",
        slides=SLIDES,
    )


def deck():  # type: ignore[no-untyped-def]
    return Presentation(io.BytesIO(written()))


def test_the_same_slides_are_the_same_bytes_whenever_they_are_written() -> None:
    first = written()
    time.sleep(1.1)  # the workbooks inside would tell the second

    assert written() == first


def test_every_slide_has_its_title_first_and_its_foot_last() -> None:
    slides = list(deck().slides)

    assert [one.shapes.title.text for one in slides] == [
        "Councillors’ edition",
        *(one.title for one in SLIDES),
    ]
    for one in slides:
        assert one.shapes[0] == one.shapes.title
        assert one.shapes[-1].text_frame.text == "Wessex, 2017 to 2018"


def test_every_chart_says_what_it_shows_and_no_box_is_empty() -> None:
    charts = [shape for one in deck().slides for shape in one.shapes if shape.has_chart]

    assert [one._element.nvGraphicFramePr.cNvPr.get("descr") for one in charts] == [LINES.alt, BARS.alt]
    texts = [shape for one in deck().slides for shape in one.shapes if shape.has_text_frame]
    assert all(shape.text_frame.text for shape in texts)


def test_large_figures_stand_with_what_they_count_and_lists_are_lists() -> None:
    numbers, _, _, questions = list(deck().slides)[1:]

    assert [shape.text_frame.text for shape in numbers.shapes][1:3] == ["700\nstaff trained", "31\nvisits"]
    marked = questions.shapes[1].text_frame
    assert [one.text for one in marked.paragraphs] == ["One?", "Two?"]
    assert marked._txBody.xml.count("buAutoNum") == 2


def test_what_is_not_shown_is_not_in_the_table_behind_the_chart() -> None:
    data = zipfile.ZipFile(io.BytesIO(written()))
    books = [name for name in data.namelist() if name.endswith(".xlsx")]
    cells = [
        [tuple(cell.value for cell in row) for row in load_workbook(io.BytesIO(data.read(name))).active.rows]
        for name in sorted(books)
    ]

    assert [[row[1] for row in rows[1:]] for rows in cells] == [[40.0, None, 42.5], [700.0, None]]


def test_every_word_is_said_in_british_english() -> None:
    xml = "".join(
        zipfile.ZipFile(io.BytesIO(written())).read(f"ppt/slides/slide{n}.xml").decode() for n in range(1, 6)
    )

    assert xml.count("<a:rPr") == xml.count('lang="en-GB"')
    assert "Say why." in deck().slides[2].notes_slide.notes_text_frame.text
