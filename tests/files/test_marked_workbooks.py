"""A marked workbook: what is added, and that nothing else of the package is another letter than before."""

import io
import random
import zipfile
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side
from python_calamine import CalamineWorkbook

from files.errors import Unreadable
from files.marked import LISTING, LISTING_TAG, Mark, Marked, mark
from files.readers import read
from tests.files.books import with_parts, xlsx_bytes, xlsx_of


def problem(
    address: str, sheet: str = "Return", severity: str = "error", wrong: str = "It is no number."
) -> Mark:
    return Mark(sheet, address, severity, "lots", wrong, "Type the number.")  # type: ignore[arg-type]


def a_workbook() -> bytes:
    """Two sheets with formats, somebody's comment, merged cells, a picture-like drawing of comments, a gap."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Return"
    for row in (["Ref", "Period", "Number", "Out of"], ["H02", "Q4 2017/18", "lots", 120], ["H03", None, 3]):
        sheet.append(row)
    sheet["C2"].font = Font(bold=True, name="Courier New")
    sheet["C2"].border = Border(left=Side(style="thick"))
    sheet["D2"].number_format = "0.00"
    sheet["A8"] = 0.235
    sheet["A8"].number_format = "0.0%"
    sheet["A1"].comment = Comment("Ask Anne about this.", "Anne")
    sheet.merge_cells("A5:B6")
    book.create_sheet("Notes & more")["B2"] = "see ‘Return’"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def marked(data: bytes, *marks: Mark) -> Marked:
    return mark(data, read(data), marks)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def values(data: bytes) -> dict[str, dict[str, object]]:
    return {
        sheet.name: {
            cell.address: (cell.value, cell.written, cell.fault) for row in sheet.rows for cell in row
        }
        for sheet in read(data).sheets
        if sheet.name != LISTING
    }


def test_the_cell_is_coloured_and_keeps_its_font_border_and_number_format() -> None:
    before, after = a_workbook(), marked(a_workbook(), problem("C2"), problem("D2", severity="explain"))

    sheet = load_workbook(io.BytesIO(after.data))["Return"]
    old = load_workbook(io.BytesIO(before))["Return"]

    assert after.suffix == "xlsx"
    assert sheet["C2"].fill.fgColor.rgb != old["C2"].fill.fgColor.rgb
    assert sheet["C2"].fill.fgColor.rgb != sheet["D2"].fill.fgColor.rgb
    assert repr(sheet["C2"].font) == repr(old["C2"].font)
    assert repr(sheet["C2"].border) == repr(old["C2"].border)
    assert sheet["D2"].number_format == "0.00"
    assert repr(sheet["A2"].fill) == repr(old["A2"].fill)


def test_the_comment_says_what_is_wrong_and_what_to_do_and_others_comments_stay() -> None:
    sheet = load_workbook(io.BytesIO(marked(a_workbook(), problem("C2"), problem("A1")).data))["Return"]

    assert sheet["C2"].comment.text == "It is no number.\nType the number."
    assert sheet["A1"].comment.text.startswith("Ask Anne about this.")
    assert sheet["A1"].comment.text.endswith("It is no number.\nType the number.")


def test_every_value_is_the_same_for_three_readers() -> None:
    before, after = a_workbook(), marked(a_workbook(), problem("C2"), problem("Z40")).data

    assert values(after) == values(before)
    old, new = (CalamineWorkbook.from_filelike(io.BytesIO(data)) for data in (before, after))
    for name in old.sheet_names:
        assert new.get_sheet_by_name(name).to_python() == old.get_sheet_by_name(name).to_python()
    theirs = load_workbook(io.BytesIO(after))
    for sheet in load_workbook(io.BytesIO(before)):
        assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
            [cell.value for cell in row][: sheet.max_column]
            for row in theirs[sheet.title].iter_rows(max_row=sheet.max_row)
        ]


def test_every_part_that_needs_no_change_is_the_same_byte_for_byte() -> None:
    data = a_workbook()
    before, after = parts(data), parts(marked(data, problem("C2")).data)

    changed = {name for name in before if after[name] != before[name]}

    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml",
    } & set(before)
    assert set(after) - set(before) == {"xl/worksheets/sheetPortal1.xml"}


def test_the_sheets_other_cells_are_the_same_letter_for_letter() -> None:
    before, after = a_workbook(), marked(a_workbook(), problem("C2"), problem("B3"), problem("A4")).data
    part = "xl/worksheets/sheet1.xml"

    old, new = (parts(one)[part].decode() for one in (before, after))
    for cell in ('<c r="A4"', '<c r="B3"'):
        start = new.index(cell)
        new = new[:start] + new[new.index("/>", start) + 2 :]
    style = new[new.index('<c r="C2" ') :].split('s="')[1].split('"')[0]
    own = old[old.index('<c r="C2" ') :].split('s="')[1].split('"')[0]
    new = new.replace(f'<c r="C2" s="{style}"', f'<c r="C2" s="{own}"').replace('<row r="4"></row>', "")

    assert new == old


def test_a_blank_cell_a_blank_row_and_an_empty_sheet_can_be_marked() -> None:
    data = marked(
        a_workbook(), problem("B3"), problem("C4"), problem("Z99"), problem("A1", sheet="Notes & more")
    ).data

    book = load_workbook(io.BytesIO(data))

    for sheet, address in (("Return", "B3"), ("Return", "C4"), ("Return", "Z99"), ("Notes & more", "A1")):
        assert book[sheet][address].comment is not None, address
        assert book[sheet][address].fill.fill_type == "solid"


def test_the_list_names_sheet_cell_value_problem_and_remedy_and_leads_to_the_cell() -> None:
    data = marked(
        a_workbook(), problem("B2", sheet="Notes & more"), Mark("", "", "note", "", "=1+1", "")
    ).data

    sheet = load_workbook(io.BytesIO(data))[LISTING]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]

    assert sheet["A1"].value == LISTING_TAG
    assert sheet.row_dimensions[1].hidden
    assert lines[0] == ["Notes & more", "B2", "To correct", "lots", "It is no number.", "Type the number."]
    assert sheet["B6"].hyperlink.location == "'Notes & more'!B2"
    assert lines[1][4] == "=1+1"
    assert sheet["E7"].data_type == "s"


def test_a_marked_file_marked_again_has_one_list_and_no_mark_on_what_was_corrected() -> None:
    once = marked(a_workbook(), problem("C2"), problem("D2"), problem("A1")).data
    twice = marked(once, problem("D2", wrong="Still wrong."))

    book = load_workbook(io.BytesIO(twice.data))
    sheet = book["Return"]

    assert book.sheetnames == ["Return", "Notes & more", LISTING]
    assert sheet["C2"].comment is None
    assert sheet["C2"].fill.fill_type is None
    assert sheet["D2"].comment.text == "Still wrong.\nType the number."
    assert sheet["D2"].fill.fill_type == "solid"
    assert values(twice.data) == values(a_workbook())


def test_a_sheet_of_somebodys_own_with_the_lists_name_is_left_alone() -> None:
    data = xlsx_bytes({"Return": [["Ref"], ["H02"]], LISTING: [["our own list"]]})

    book = load_workbook(io.BytesIO(marked(data, problem("A2")).data))

    assert book[LISTING]["A1"].value == "our own list"
    assert book[f"{LISTING} 2"]["A1"].value == LISTING_TAG


PREFIXED = {
    "xl/worksheets/sheet1.xml": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>lots</x:t></x:is></x:c></x:row></x:sheetData>'
    "</x:worksheet>"
}
REMARKED = {
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><!-- <c r="A1"/> --><row r="1"><c r="A1" t="inlineStr"><is><t>lots</t></is></c></row></sheetData>'
    "</worksheet>"
}
NO_ADDRESS = {
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row><c t="inlineStr"><is><t>lots</t></is></c></row></sheetData></worksheet>'
}


@pytest.mark.parametrize("change", [PREFIXED, REMARKED, NO_ADDRESS], ids=["prefixed", "remark", "no address"])
def test_a_package_that_cannot_be_edited_safely_gives_a_new_workbook_and_says_so(
    change: dict[str, str],
) -> None:
    data = with_parts(xlsx_bytes({"Return": [["lots"]]}), change)

    after = marked(data, problem("A1"))

    book = load_workbook(io.BytesIO(after.data))
    assert "new workbook of its values" in after.how
    assert book[LISTING]["A3"].value == after.how
    assert book["Return"]["A1"].value == "lots"
    assert book["Return"]["A1"].comment is not None


def test_a_workbook_without_styles_gives_a_new_one() -> None:
    data = xlsx_of('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')

    after = marked(data, problem("A1", sheet="S"))

    assert load_workbook(io.BytesIO(after.data))["S"]["A1"].value == 5


def test_a_workbook_with_macros_comes_back_as_a_new_one_without_them() -> None:
    data = with_parts(a_workbook(), {"xl/vbaProject.bin": b"macros"})

    after = marked(data, problem("C2"))

    assert "macros, which are never kept" in after.how
    assert "xl/vbaProject.bin" not in parts(after.data)
    assert values(after.data)["Return"]["C2"] == ("lots", "lots", None)


def test_a_sheet_with_controls_and_later_elements_links_to_comments_where_the_format_allows() -> None:
    sheet = parts(a_workbook())["xl/worksheets/sheet2.xml"].decode()
    tail = '<tableParts count="0"/><extLst><ext uri="{x}"/></extLst></worksheet>'
    data = with_parts(a_workbook(), {"xl/worksheets/sheet2.xml": sheet.replace("</worksheet>", tail)})

    after = parts(marked(data, problem("B2", sheet="Notes & more")).data)["xl/worksheets/sheet2.xml"].decode()

    assert "<legacyDrawing" in after[: after.index("<tableParts")]
    assert after.index("<legacyDrawing") > after.index("<pageMargins")


def test_a_conversation_at_a_cell_is_left_alone() -> None:
    held = parts(a_workbook())
    name = next(one for one in held if "comment1" in one)
    before = held[name].replace(b"<author>Anne</author>", b"<author>tc={1234}</author>")

    after = marked(with_parts(a_workbook(), {name: before}), problem("A1"))

    assert before.split(b"<commentList>")[1] in parts(after.data)[name]
    assert load_workbook(io.BytesIO(after.data))["Return"]["A1"].fill.fill_type == "solid"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_package_that_can_still_be_read_can_be_marked(seed: int) -> None:
    rng = random.Random(seed)
    held = parts(a_workbook())
    name = rng.choice([one for one in held if one.endswith((".xml", ".rels", ".vml"))])
    text = bytearray(held[name])
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(text))
        text[start : start + rng.randint(0, 12)] = rng.choice([b"", b'"', b"<c/>", b"9", b" s='7'"])
    data = with_parts(a_workbook(), {name: bytes(text)})
    try:
        book = read(data)
    except Unreadable:
        return

    after = mark(data, book, [problem("C2"), problem("Z9")])

    kept = [sheet for sheet in read(after.data).sheets if sheet.name != LISTING]
    assert [sheet.rows for sheet in kept] == [sheet.rows for sheet in book.sheets]


def test_a_new_workbook_of_values_reads_like_the_old_one_and_holds_no_formula() -> None:
    styles = (
        '<numFmts count="1"><numFmt numFmtId="170" formatCode="mmmm yyyy"/></numFmts><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
    )
    data = xlsx_of(
        '<cols><col min="9" max="9" hidden="1"/></cols><sheetData>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c><c r="B2" s="1"><v>0.235</v></c>'
        '<c r="C2" s="2"><v>43191</v></c><c r="D2" t="e"><v>#DIV/0!</v></c><c r="E2" t="b"><v>1</v></c>'
        '<c r="F2"><v>20.2</v></c><c r="G2" t="inlineStr"><is><t> </t></is></c><c r="H2"><v>0</v></c>'
        '<c r="I2" s="3"><v>43191</v></c><c r="J2" t="inlineStr"><is><t>0</t></is></c></row>'
        '<row r="5" hidden="1"><c r="A5" t="inlineStr"><is><t>a_x0041_b</t></is></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A8:B9"/></mergeCells>',
        styles=styles,
    )

    after = marked(data, problem("B2", sheet="S"))
    old, new = read(data).sheets[0], read(after.data).sheets[0]

    assert "new workbook" in after.how
    assert new.rows == old.rows
    assert (new.hidden_rows, new.hidden_columns, new.anchors) == (
        old.hidden_rows,
        old.hidden_columns,
        old.anchors,
    )
    assert new.cell(2, 2).value == Decimal("0.235")
    assert load_workbook(io.BytesIO(after.data))["S"]["A2"].data_type == "s"
