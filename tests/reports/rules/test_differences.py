"""What changed between two drafts: word by word, figure by figure, section by section, and nothing else."""

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from reports.rules.blocks import (
    Bar,
    BarChart,
    BigNumber,
    BigNumbers,
    Cell,
    Column,
    Drawing,
    Heading,
    IndicatorBlock,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
    Written,
)
from reports.rules.differences import (
    GONE,
    NEW,
    SAME,
    FigureChange,
    Run,
    differences,
    shortened,
    word_by_word,
)
from reports.rules.document import Document

WORDS = some.lists(some.sampled_from(["one", "two", "three", "four"]), max_size=12).map(" ".join)


def document(*sections: Section) -> Document:
    return Document("annual", "Wessex", "Annual report", "2017 to 2018", "", "", sections)


def section(*blocks: object, code: str = "police", written: tuple[Written, ...] = ()) -> Section:
    return Section(code, code.capitalize(), blocks, written)  # type: ignore[arg-type]


def table(*rows: tuple[str, ...], caption: str = "Attendance") -> Table:
    columns = (Column("Agency"), Column("Meetings", number=True), Column("Share", number=True))
    return Table("t", caption, columns, tuple(tuple(Cell(text) for text in row) for row in rows))


def changes_of(was: Section, now: Section) -> tuple[FigureChange, ...]:
    found = differences(document(was), document(now)).sections
    return found[0].figures if found else ()


@given(WORDS, WORDS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new_one(
    was: str, now: str
) -> None:
    runs = word_by_word(was, now)

    def said(*kinds: str) -> list[str]:
        return "".join(f"{run.text} " for run in runs if run.kind in kinds).split()

    assert said(SAME, GONE) == was.split()
    assert said(SAME, NEW) == now.split()


@given(WORDS, WORDS)
def test_equal_texts_alone_change_nothing_and_no_words_are_both_gone_and_come_in_one_place(
    was: str, now: str
) -> None:
    runs = word_by_word(was, now)

    assert all(run.kind == SAME for run in runs) == (was.split() == now.split())
    for gone, new in itertools.pairwise(runs):
        assert (gone.kind, gone.text.split()) != (GONE, new.text.split())


def test_one_word_that_changed_in_a_sentence_is_the_change() -> None:
    assert word_by_word("Plans fell by three.", "Plans rose by three.") == (
        Run(SAME, "Plans "),
        Run(GONE, "fell "),
        Run(NEW, "rose "),
        Run(SAME, "by three."),
    )


def test_long_stretches_that_stayed_are_cut_to_what_stands_beside_a_change() -> None:
    many = " ".join(f"w{n}" for n in range(100))
    runs = shortened(word_by_word(f"{many} old {many}", f"{many} new {many}"))

    assert [run.kind for run in runs] == [SAME, GONE, NEW, SAME]
    assert runs[0].text == "… " + " ".join(f"w{n}" for n in range(88, 100)) + " "
    assert runs[3].text == " ".join(f"w{n}" for n in range(12)) + " … "


def test_the_same_document_has_no_differences() -> None:
    one = document(section(Paragraph("It fell."), table(("Police", "4", "80%"))))

    assert differences(one, one).sections == ()


def test_a_text_somebody_rewrote_is_told_with_its_heading_and_who_wrote_it() -> None:
    was = section(written=(Written("Foreword", ("It was a year.", "We asked why."), "Charlotte"),))
    now = section(written=(Written("Foreword", ("It was a hard year.", "We asked why."), "Bridget"),))

    (change,) = differences(document(was), document(now)).sections
    (text,) = change.written
    assert (change.kind, text.title, text.by) == (SAME, "Foreword", "Bridget")
    assert [run.text.strip() for run in text.runs if run.kind == NEW] == ["hard"]
    assert not [run for run in text.runs if run.kind == GONE]


def test_sentences_made_from_the_data_are_compared_under_their_heading() -> None:
    was = section(
        Paragraph("Two fell."), Heading("Neglect", "n"), Points(("A", "B")), Quote("Listen.", "A workshop")
    )
    now = section(
        Paragraph("Two fell."), Heading("Neglect", "n"), Points(("A", "C")), Quote("Listen.", "A workshop")
    )

    (change,) = differences(document(was), document(now)).sections
    assert [
        (one.title, [run.text.strip() for run in one.runs if run.kind != SAME]) for one in change.said
    ] == [("Neglect", ["B", "C"])]


def test_a_panel_that_is_new_and_a_sentence_that_went_are_told() -> None:
    was = section(Paragraph("Nothing is off target."))
    now = section(Panel("Ask first", "p", ("Plans rose.",)))

    (change,) = differences(document(was), document(now)).sections
    assert {one.title: [run.kind for run in one.runs] for one in change.said} == {
        "": [GONE],
        "Ask first": [NEW],
    }


def test_each_cell_that_changed_is_told_by_row_and_column_and_no_other() -> None:
    was = section(table(("Police", "4", "80%"), ("Health", "5", "100%")))
    now = section(table(("Police", "5", "100%"), ("Health", "5", "100%"), ("Schools", "1", "20%")))

    assert changes_of(was, now) == (
        FigureChange("Attendance: Police, Meetings", "4", "5"),
        FigureChange("Attendance: Police, Share", "80%", "100%"),
        FigureChange("Attendance: Schools, Meetings", "", "1"),
        FigureChange("Attendance: Schools, Share", "", "20%"),
    )


def test_a_row_that_went_is_told_and_a_row_that_moved_is_not() -> None:
    was = section(table(("Police", "4", "80%"), ("Health", "5", "100%")))
    now = section(table(("Health", "5", "100%")))
    moved = section(table(("Health", "5", "100%"), ("Police", "4", "80%")))

    assert [one.where for one in changes_of(was, now)] == [
        "Attendance: Police, Meetings",
        "Attendance: Police, Share",
    ]
    assert changes_of(was, moved) == ()


def test_two_rows_of_one_name_are_two() -> None:
    was = section(table(("Police", "4", "80%"), ("Police", "2", "40%")))
    now = section(table(("Police", "4", "80%"), ("Police", "3", "60%")))

    assert [one.where for one in changes_of(was, now)] == [
        "Attendance: Police, Meetings (2)",
        "Attendance: Police, Share (2)",
    ]


def test_drawings_and_large_figures_are_told_by_what_they_say() -> None:
    def drawn(value: float) -> Section:
        bars = BarChart(
            (Bar("Police", value, f"{value:.0f}"), Bar("Health", 7, "7")), f"Police {value:.0f}, Health 7."
        )
        return section(
            Drawing("d", "Trained", bars), BigNumbers((BigNumber(f"{value:.0f}", "people trained"),))
        )

    assert changes_of(drawn(4), drawn(5)) == (
        FigureChange("Trained, drawing", "Police 4, Health 7.", "Police 5, Health 7."),
        FigureChange("Trained, Police", "4", "5"),
        FigureChange("people trained", "4", "5"),
    )


INDICATOR = IndicatorBlock(
    code="D01", title="Plans", unit="per 10,000", latest="41.2", latest_period="January to March 2018",
    latest_count="115 in the quarter", last_shown="", target="40", against="Off target", against_mark="off-target",
    pattern="Worse than usual", pattern_mark="worse-than-usual-high", pattern_detail="above usual range",
    england="43.3", england_note="", chart=None, quarters=(("October to December 2017", "40.1"),), counts=("112",),
    parts=(("Neglect", "12", "–"),), commentary=(("County Council", "We looked."),), counted="", out_of="",
)  # fmt: skip


def test_every_field_of_an_indicator_that_is_printed_is_compared() -> None:
    """Whatever is changed in it is told, but for what only places or marks it."""
    silent = {"code", "against_mark", "pattern_mark", "chart", "title"}
    other: dict[str, object] = {
        "quarters": (("October to December 2017", "40.2"),),
        "counts": ("113",),
        "parts": (("Neglect", "13", "–"),),
        "commentary": (("County Council", "We looked again."),),
    }
    for name in INDICATOR.__dataclass_fields__:
        changed = replace(INDICATOR, **{name: other.get(name, "something else")})  # type: ignore[arg-type]
        if name not in silent:
            assert len(changes_of(section(INDICATOR), section(changed))) == 1, name


def test_a_section_that_came_and_one_that_went_stand_where_they_belong() -> None:
    one, two, three = (section(Paragraph("x"), code=code) for code in ("one", "two", "three"))

    found = differences(document(one, two), document(one, three)).sections
    assert [(change.code, change.kind) for change in found] == [("two", GONE), ("three", NEW)]


def test_texts_and_figures_are_counted() -> None:
    was = document(section(table(("Police", "4", "80%")), written=(Written("A", ("x",)),)))
    now = document(section(table(("Police", "5", "80%")), written=(Written("A", ("y",)),)))

    found = differences(was, now)
    assert (found.texts, found.figures) == (1, 1)
