"""The files the demonstration's agencies send read clean, say what the story says, and are the same every time."""

from collections import Counter
from datetime import date
from functools import cache

import pytest

from files.readers import read as read_book
from lscb.demo import files
from lscb.demo.files import HISTORY, LATE, THIS_YEAR, WRONG, contents, corrected, write
from lscb.demo.reference import BOARD_AREA, areas, populations
from lscb.demo.story import AGENCIES, figures, figures_of
from lscb.demo.words import COMMENTARY
from scorecard.catalogue.catalogue import load
from scorecard.imports.check import check
from scorecard.imports.read import read
from scorecard.imports.rows import AgencyNames, Context, IndicatorFacts, Severity
from scorecard.rules.figures import Unit
from scorecard.rules.periods import PeriodKind

PEOPLE = {(one.area_code, one.ages, one.mid_year): one.people for one in populations()}


def facts(one, agency, period):
    return IndicatorFacts(
        code=one.code,
        title=one.title,
        unit=one.unit,
        kind=one.kind,
        basis=one.basis,
        breakdowns=tuple(AGENCIES.values()) if one.breakdown == "agency" else one.breakdown_values,
        per=one.per or 10_000,
        ages=one.ages,
        decimals=one.decimals,
        due=one.owner == agency and one.frequency == "quarter",
        owned=one.owner in (agency, "all"),
        owner=one.owner,
        whole=one.whole,
        frequency=PeriodKind(one.frequency),
    )


def checked(agency, period, data):
    """What the import makes of a file."""
    context = Context(
        agency=AgencyNames(agency, AGENCIES[agency]),
        other_agencies=tuple(AgencyNames(code, name) for code, name in AGENCIES.items() if code != agency),
        indicators={one.code: facts(one, agency, period) for one in load()},
        period=period,
        today=date(2018, 5, 21),
        earliest=date(2006, 4, 1),
        population=lambda area, ages, when: PEOPLE.get((area, ages, when.year_start)),
        default_area=BOARD_AREA,
        areas={one.code: (one.name,) for one in areas()},
    )
    return check(read(read_book(data)), context)


@cache
def all_files():
    return {name: (agency, quarter, data) for agency, name, _, quarter, data in contents()}


def is_wrong(name):
    return name == f"{WRONG}-2017-18-q4.xlsx"


SOUND = [name for _, name, _, _, _ in contents() if not is_wrong(name)]


def told(figure):
    """A figure as the import should give it back: a rate per children has the population filled in."""
    out_of = figure.denominator
    unit = next(one.unit for one in load() if one.code == figure.code)
    if unit is Unit.RATE and out_of is None and figure.numerator is not None:
        out_of = PEOPLE[BOARD_AREA, "0-17", figure.period.year_start]
    return (figure.numerator, out_of, figure.status)


def test_every_agency_sends_a_history_and_four_quarters_but_one_is_late():
    sent = {(agency, quarter) for agency, quarter, _ in all_files().values()}

    assert sent == {(agency, quarter) for agency in AGENCIES for quarter in (None, *THIS_YEAR)} - {
        (LATE, THIS_YEAR[-1])
    }
    assert len(all_files()) == 69


@pytest.mark.parametrize("name", SOUND)
def test_a_file_checks_without_an_error_and_gives_back_the_story(name):
    agency, quarter, data = all_files()[name]
    result = checked(agency, quarter, data)

    assert [one.message for one in result.findings if one.severity is Severity.ERROR] == []
    # The story has quarters that stand out; nothing else about the demonstration's files asks for a word.
    asked = {one.code for one in result.findings if one.severity is Severity.EXPLAIN}
    assert asked <= {"outside-usual-range"}
    read_back = {
        (row.indicator_code, row.area_code, row.breakdown, row.period): (
            row.numerator,
            row.denominator,
            row.status,
        )
        for row in result.rows
    }
    quarters = [quarter] if quarter else HISTORY
    known = {
        (one.code, one.area or BOARD_AREA, one.breakdown, one.period): told(one) for one in figures_of(agency)
    }
    expected = {
        key: values for key, values in known.items() if quarters[0].first <= key[-1].last <= quarters[-1].last
    }
    assert expected.items() <= read_back.items()
    for key, values in read_back.items():
        assert values == known[key]


def test_medians_come_back_as_they_were_told():
    agency, quarter, data = all_files()["cam-2017-18-q3.xlsx"]
    row = next(row for row in checked(agency, quarter, data).rows if row.indicator_code == "O07")

    assert row.value == next(
        one.value for one in figures_of("cam") if (one.code, one.period) == ("O07", quarter)
    )


def test_together_the_files_tell_all_but_the_late_and_the_wrong_quarter():
    seen = set()
    for name in SOUND:
        agency, quarter, data = all_files()[name]
        seen |= {
            (row.indicator_code, agency, row.area_code, row.breakdown, row.period)
            for row in checked(agency, quarter, data).rows
        }

    last = THIS_YEAR[-1]
    missing = {
        (one.code, one.agency, one.area or BOARD_AREA, one.breakdown, one.period)
        for one in figures()
        if one.agency in (LATE, WRONG) and last.first <= one.period.last <= last.last
    }
    assert seen | missing == {
        (one.code, one.agency, one.area or BOARD_AREA, one.breakdown, one.period) for one in figures()
    }
    assert not seen & missing


def test_the_wrong_file_has_four_mistakes_each_of_its_own_kind():
    agency, quarter, data = all_files()[f"{WRONG}-2017-18-q4.xlsx"]
    errors = [one for one in checked(agency, quarter, data).findings if one.severity is Severity.ERROR]

    assert {one.code: one.value for one in errors} == {
        "unknown-indicator": "T31",
        "due-figure-blank": "",
        "not-a-number": "1,0 42",
        "numerator-above-denominator": "424",
    }
    assert len({one.cell for one in errors}) == 4


def test_the_corrected_file_is_right():
    name, data = corrected()
    result = checked(WRONG, THIS_YEAR[-1], data)

    assert name == "acu-2017-18-q4-corrected.xlsx"
    assert not [one for one in result.findings if one.severity is not Severity.NOTE]
    assert {
        (row.indicator_code, row.period): (row.numerator, row.denominator, row.status) for row in result.rows
    } == {
        (one.code, one.period): told(one)
        for one in figures_of(WRONG)
        if THIS_YEAR[-1].first <= one.period.last <= THIS_YEAR[-1].last
    }


def test_layouts_and_formats_are_mixed():
    kinds, layouts = Counter(), Counter()
    for name in SOUND:
        agency, quarter, data = all_files()[name]
        kinds[name.rpartition(".")[2]] += 1
        layouts[checked(agency, quarter, data).layout] += 1

    assert min(kinds["csv"], kinds["xlsx"]) >= 20
    assert set(layouts) == {"row per figure", "column per period"}


def test_what_agencies_say_stands_beside_their_figures():
    said = {}
    for name in SOUND:
        agency, quarter, data = all_files()[name]
        for row in checked(agency, quarter, data).rows:
            if row.commentary:
                said[row.indicator_code, agency, row.period.short] = row.commentary

    assert said.items() <= COMMENTARY.items()
    assert {key for key in COMMENTARY if key not in said} == {("M12a", "dap", "Q4 2017/18")}


def test_files_are_the_same_every_time(tmp_path, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)  # May 2033
    first = {name: data for _, name, _, _, data in contents()}

    assert first == {name: data for name, (_, _, data) in all_files().items()}


def test_no_file_holds_the_time_it_was_written():
    this_year = str(date.today().year).encode()  # noqa: DTZ011 - the machine's own year is what must not show

    for name, (_, _, data) in all_files().items():
        if name.endswith("xlsx"):
            assert b"<dcterms:modified" in data
            assert this_year + b"-" not in data, name


def test_files_are_written_to_a_folder_an_agency(tmp_path):
    written = write(tmp_path)

    assert [(one.agency_code, one.path.name) for one in written] == [
        (agency, name) for name, (agency, _, _) in all_files().items()
    ]
    for one in written:
        assert one.path.parent == tmp_path / one.agency_code
        assert one.path.read_bytes() == all_files()[one.path.name][2]
        assert one.description.endswith(".")
    assert {one.quarter for one in written} == {None, *THIS_YEAR}


def test_a_history_comes_before_its_quarters_by_name():
    for agency in AGENCIES:
        names = [name for name, (whose, _, _) in all_files().items() if whose == agency]
        assert names == sorted(names)
        assert "2012-13-to-2016-17" in names[0]


def test_every_agency_has_its_way():
    assert list(files.WAYS) == list(AGENCIES)
