"""The texts people write into a report: each kind its own, called by the words of the day its year ends."""

from datetime import date

import pytest

from agencies.rules.vocabulary import PARTNERSHIPS, Idea, OwnWord, Vocabulary
from reports.rules.guidance import GUIDANCE
from reports.rules.kinds import Kind
from reports.rules.sections import PARTS, section_titles, sections_of

USUAL = Vocabulary(name="Wessex Safeguarding Children Board")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_text_has_a_title_and_says_what_it_is_for(kind: Kind) -> None:
    titles = section_titles(USUAL, kind, 2017)

    assert tuple(titles) == sections_of(kind) == tuple(one.code for one in PARTS[kind])
    assert all(title and hint and "{" not in title + hint for title, hint in titles.values())


def test_the_foreword_is_whoevers_leads_the_board_on_the_last_day_of_the_year() -> None:
    own = Vocabulary(USUAL.name, (OwnWord(Idea.CHAIR_BRIEF, "Convenor", date(2018, 3, 31), 1),))

    assert section_titles(USUAL, Kind.ANNUAL, 2017)["foreword"][0] == "Chair’s foreword"
    assert section_titles(USUAL, Kind.ANNUAL, PARTNERSHIPS.year)["foreword"][0] == "Scrutineer’s foreword"
    assert section_titles(own, Kind.ANNUAL, 2017)["foreword"][0] == "Convenor’s foreword"
    assert section_titles(own, Kind.ANNUAL, 2016)["foreword"][0] == "Chair’s foreword"


def test_every_text_that_guidance_needs_is_one_of_the_annual_reports() -> None:
    needed = {code for one in GUIDANCE for content in one.contents for code in content.texts}

    assert needed <= set(sections_of(Kind.ANNUAL))
