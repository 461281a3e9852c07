"""PDFs: tagged and checked, the same bytes twice, only our own files, no more time or memory than allowed."""

import io

import page
import pikepdf
import pytest
from django.template.loader import render_to_string

from design.charts import Chart, ChartPoint, line_chart, sparkline
from design.pdf import PdfFailed, render

CHART = Chart(
    points=tuple(ChartPoint(f"April to June {2010 + n}", 70.0 + n, "worse" if n > 4 else "plain") for n in range(7)),
    mean=72.0, lower=70.0, upper=74.0, target=80.0, title="Conferences, 2010 to 2016: latest 76.0",
)  # fmt: skip
BODY = """
<h1 id="first">The year in one page</h1>
<p>Off target: {mark}</p>
<figure>{chart}</figure>
<table><caption>Scorecard</caption>
<thead><tr><th scope="col">Indicator</th><th scope="col" class="num">Latest</th><th scope="col">Years</th></tr></thead>
<tbody>{rows}</tbody></table>
<h1 id="second">Children and families</h1><h2>Plans</h2><p>Words.</p>
"""


@pytest.fixture(scope="module")
def document():
    """A small report on our own base: cover, contents, table over two pages, chart, mark."""
    base = {
        "title": "Annual report 2017 to 2018",
        "board_name": "Demonstration Board",
        "marking": "Draft, not for publication",
        "contents": [("The year in one page", "first", 1), ("Children and families", "second", 1)],
    }
    rows = "".join(
        f'<tr><th scope="row">Indicator {n}</th><td class="num">{n}</td><td>{sparkline(CHART)}</td></tr>'
        for n in range(40)
    )
    verdict = render_to_string("pdf/verdict.html", {"mark": "off-target", "text": "Off target"})
    body = BODY.format(mark=verdict, chart=line_chart(CHART, pdf=True), rows=rows)
    return render_to_string("pdf/base.html", base).replace("</body>", f"{body}</body>")


@pytest.fixture(scope="module")
def printed(document):
    return render(document)


def test_a_report_passes_the_pdf_ua_checker(printed):
    report = page.validate_pdf_bytes(printed.data, profile="ua1")

    assert [(each.rule_id, each.message) for each in report.failures] == []
    assert report.is_compliant


def test_the_checker_would_find_a_picture_without_words(document):
    """The check above can fail: a decorative picture drawn inline becomes a figure without a description."""
    bad = document.replace(
        "<figure>", '<svg aria-hidden="true" viewBox="0 0 1 1"><path d="M0 0h1"/></svg><figure>'
    )

    assert not page.validate_pdf_bytes(render(bad).data, profile="ua1").is_compliant


def test_the_same_input_gives_the_same_bytes_in_another_process(document, printed):
    assert render(document).data == printed.data


def test_pages_are_counted_and_the_document_is_named(printed):
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert len(pdf.pages) == printed.pages == 6
        assert str(pdf.docinfo["/Title"]) == "Annual report 2017 to 2018"
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_outline() as outline:
            assert [entry.title for entry in outline.root][-1] == "Children and families"


def test_the_letters_are_liberation_sans(printed):
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        fonts = {str(font.BaseFont) for font in pdf.objects if _is_font(font)}

    assert fonts
    assert all("Liberation-Sans" in name or "LiberationSans" in name for name in fonts), fonts


def _is_font(thing):
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/BaseFont" in thing


def test_every_chart_has_its_title_as_alternative_text(printed):
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        figures = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]

    assert len(figures) == 41


def page_of(body, *, head="<title>T</title>"):
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.svg",
        "file:///etc/hostname",
        "file:///etc/ssl/x.svg",
        "../../etc/passwd",
        "design/static/../../pyproject.toml",
        "pyproject.toml",
        "lscb/settings.py",
        "data:image/svg+xml,<svg/>",
        "ftp://127.0.0.1/x.svg",
    ],
)
def test_nothing_but_our_own_files_is_read(address):
    with pytest.raises(PdfFailed, match="not one of our own files"):
        render(page_of(f'<p>a</p><img alt="x" src="{address}">'))


def test_our_own_pictures_are_read():
    assert (
        render(page_of('<p><img alt="Off target" src="design/static/marks/off-target.svg"></p>')).pages == 1
    )


def test_a_picture_that_is_not_there_is_a_failure():
    with pytest.raises(PdfFailed, match=r"marks/none\.svg"):
        render(page_of('<p><img alt="x" src="design/static/marks/none.svg"></p>'))


def test_a_style_weasyprint_does_not_know_is_a_failure():
    with pytest.raises(PdfFailed, match="colour"):
        render(page_of("<p>a</p>", head="<title>T</title><style>p { colour: red }</style>"))


def test_a_document_without_title_or_language_is_a_failure():
    with pytest.raises(PdfFailed, match="no <title>"):
        render(page_of("<p>a</p>", head=""))
    with pytest.raises(PdfFailed, match="no lang"):
        render(page_of("<p>a</p>").replace(' lang="en-GB"', ""))


def test_time_is_limited():
    with pytest.raises(PdfFailed, match="stopped"):
        render(page_of("<p>word </p>" * 20_000), seconds=1)


def test_memory_is_limited():
    with pytest.raises(PdfFailed, match="memory"):
        render(page_of("<p>word </p>" * 20_000), memory=260 * 1024**2)


def test_whoever_no_longer_wants_it_stops_the_printing():
    looked = []

    def meanwhile() -> None:
        looked.append(1)
        if len(looked) == 2:
            raise KeyError("cancelled")

    with pytest.raises(KeyError, match="cancelled"):
        render(page_of("<p>x</p>" * 20_000), meanwhile=meanwhile)

    assert len(looked) == 2
