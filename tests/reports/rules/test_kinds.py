"""The kinds of report: over what time they run, and which of them end as a publication."""

from reports.rules.kinds import KINDS, Kind


def test_a_board_pack_is_of_a_quarter_and_every_other_report_of_a_year() -> None:
    assert {kind for kind, facts in KINDS.items() if facts.quarterly} == {Kind.BOARD_PACK}


def test_what_holds_true_figures_is_never_published() -> None:
    assert {kind for kind, facts in KINDS.items() if facts.published} == {Kind.ANNUAL, Kind.COUNCILLOR}
