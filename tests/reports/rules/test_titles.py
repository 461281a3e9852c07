"""Reports are called by the words of the day their year ends, whenever they are built."""

from datetime import date

from agencies.rules.vocabulary import IDEAS, PARTNERSHIPS, Idea, OwnWord, Vocabulary
from reports.rules.kinds import Kind
from reports.rules.titles import explained, file_name, last_day, title_of
from scorecard.rules.periods import financial_year, quarter

USUAL = Vocabulary(name="Wessex Safeguarding Children Board")


def annual(words: Vocabulary, year: int) -> str:
    """What the report of a year is called."""
    return str(title_of(words, Kind.ANNUAL, financial_year(year)))


def test_a_reports_year_ends_on_the_last_of_march() -> None:
    assert last_day(2017) == date(2018, 3, 31)


def test_a_report_is_called_by_the_word_of_its_last_day_and_its_years() -> None:
    assert annual(USUAL, 2017) == "Annual report 2017 to 2018"
    assert annual(USUAL, PARTNERSHIPS.year + 1).startswith("Yearly report")


def test_its_file_is_named_for_board_kind_and_years_in_letters_any_disk_takes() -> None:
    assert file_name(USUAL, "wessex", Kind.ANNUAL, financial_year(2017)) == "wessex-annual-report-2017-2018"
    pack = file_name(USUAL, "wessex", Kind.BOARD_PACK, quarter(2017, 3))
    assert pack == "wessex-board-pack-october-december-2017"
    edition = file_name(USUAL, "wessex", Kind.COUNCILLOR, financial_year(2017))
    assert edition == "wessex-councillors-edition-2017-2018"


def test_a_boards_own_word_holds_from_its_day_on() -> None:
    own = Vocabulary(USUAL.name, (OwnWord(Idea.REPORT, "Review of the year", date(2018, 3, 31), 1),))

    assert annual(own, 2017) == "Review of the year 2017 to 2018"
    assert annual(own, 2016) == "Annual report 2016 to 2017"


def test_each_word_with_a_meaning_is_explained_once_with_what_it_was_called_before() -> None:
    said = explained(USUAL, PARTNERSHIPS.year + 1)

    assert len(said) == sum(bool(facts.meaning) for facts in IDEAS)
    review = next(meaning for word, meaning in said if "safeguarding practice review" in word)
    assert f"Until {PARTNERSHIPS:%-d %B %Y}: serious case review." in review


def test_a_word_stands_with_its_short_form_unless_that_is_a_part_of_it() -> None:
    said = [word for word, _ in explained(USUAL, 2015)]

    assert "Serious case review (SCR)" in said
    assert "Independent chair" in said


def test_nothing_is_said_of_earlier_words_before_there_were_later_ones() -> None:
    assert not any("Until" in meaning for _, meaning in explained(USUAL, 2015))
