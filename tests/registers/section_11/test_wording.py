"""Words a group or a kind, going back to the usual ones, and by what right a kind is asked."""

import io
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from agencies.actions.agencies import set_kinds
from agencies.models import Agency, AgencyKind, Board, Entry, Person
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import wording
from registers.models import DutyWording
from registers.queries.section_11.wording import wordings_of
from registers.rules.section_11.duties import WORDS, Duty, Words
from tests.factories import AgencyFactory, SeatFactory

OURS = {"legal": "You need not.", "asking": "Would you, by {due}?", "again": "There is time."}


def test_words_for_a_kind_hold_for_it_and_those_of_the_group_for_the_rest(
    board: Board, charity_kind: AgencyKind, office: Standing
) -> None:
    other = AgencyFactory(kind__duty="invited").kind
    wording.set_words(duty=Duty.INVITED, **OURS, by=office)
    wording.set_words(duty=Duty.INVITED, kind=charity_kind, **OURS | {"legal": "For charities."}, by=office)

    found = wordings_of(board.pk)
    assert found.of(Duty.INVITED, charity_kind.pk).legal == "For charities."
    assert found.of(Duty.INVITED, other.pk) == Words(**OURS)
    assert found.of(Duty.SECTION_11) == WORDS[Duty.SECTION_11]


def test_a_board_goes_back_to_the_usual_words_and_other_boards_keep_theirs(
    board: Board, other_board: Board, office: Standing
) -> None:
    wording.set_words(duty=Duty.INVITED, **OURS, by=office)
    assert wordings_of(other_board.pk).of(Duty.INVITED) == WORDS[Duty.INVITED]

    wording.reset_words(duty=Duty.INVITED, by=office)

    assert wordings_of(board.pk).of(Duty.INVITED) == WORDS[Duty.INVITED]
    with pytest.raises(Refused, match="the usual words already"):
        wording.reset_words(duty=Duty.INVITED, by=office)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"legal": " "}, "Say by what right"),
        ({"asking": "Would you?"}, "Say in what is asked by when"),
        ({"again": "{law}"}, "is not known"),
    ],
)
def test_words_that_leave_something_open_are_refused(
    change: dict[str, str], said: str, office: Standing
) -> None:
    with pytest.raises(Refused, match=said):
        wording.set_words(duty=Duty.INVITED, **OURS | change, by=office)
    assert not DutyWording.objects.exists()


def test_words_are_set_for_a_kind_of_the_group_and_when_they_change(
    police_kind: AgencyKind, office: Standing
) -> None:
    with pytest.raises(Refused, match="is in another group"):
        wording.set_words(duty=Duty.INVITED, kind=police_kind, **OURS, by=office)
    wording.set_words(duty=Duty.INVITED, **OURS, by=office)
    with pytest.raises(Refused, match="Nothing has changed"):
        wording.set_words(duty=Duty.INVITED, **OURS, by=office)


def test_a_kind_is_put_in_another_group_on_record_and_setting_up_leaves_it_there(
    db: None, office: Standing
) -> None:
    actor = Actor(None, "The command that sets up boards")
    academy = set_kinds(by=actor)["academy"]

    wording.set_kind(
        kind_id=academy.pk,
        duty=Duty.INVITED,
        basis=" section 157,  Education Act 2002 ",
        kindly=False,
        by=office,
    )
    set_kinds(by=actor)

    academy.refresh_from_db()
    assert (academy.duty, academy.basis, academy.kindly) == (
        "invited",
        "section 157, Education Act 2002",
        True,
    )
    said = "Academy: Invited, section 157, Education Act 2002, asked again kindly."
    assert Entry.objects.get(verb="section_11.set_kind").words == said
    with pytest.raises(Refused, match="Nothing has changed"):
        wording.set_kind(
            kind_id=academy.pk,
            duty=Duty.INVITED,
            basis="section 157, Education Act 2002",
            kindly=True,
            by=office,
        )


def test_a_kind_another_board_has_is_not_changed_from_here(
    other_board: Board, force: Agency, office: Standing
) -> None:
    SeatFactory(board=other_board, agency=force)

    with pytest.raises(Refused, match="Another board on this portal"):
        wording.set_kind(kind_id=force.kind_id, duty=Duty.INVITED, basis="", kindly=True, by=office)


def test_whoever_runs_the_portal_changes_a_kind_for_every_board(other_board: Board, force: Agency) -> None:
    SeatFactory(board=other_board, agency=force)
    out = io.StringIO()

    call_command("set_organisation_kind", force.kind.code, "--group", "invited", stdout=out)

    force.kind.refresh_from_db()
    assert (force.kind.duty, force.kind.kindly) == ("invited", True)
    assert "Police is changed" in out.getvalue()
    assert Entry.objects.get(verb="section_11.set_kind").board_code == ""
    for code, more, said in (
        (force.kind.code, ("invited",), "Nothing has changed"),
        (force.kind.code, ("own_duty",), "Name the law"),
        ("no-kind", ("invited",), "No such kind"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("set_organisation_kind", code, "--group", *more)


def test_who_is_bound_is_bound_by_a_law(charity_kind: AgencyKind, office: Standing) -> None:
    with pytest.raises(Refused, match="Name the law"):
        wording.set_kind(kind_id=charity_kind.pk, duty=Duty.OWN_DUTY, basis=" ", kindly=False, by=office)
    with pytest.raises(Refused, match="No such kind"):
        wording.set_kind(kind_id=0, duty=Duty.INVITED, basis="", kindly=False, by=office)


def test_nobody_else_sets_words_or_kinds(
    charity_kind: AgencyKind, board_member: Person, standing_of: Callable[[Person], Standing]
) -> None:
    martin = standing_of(board_member)
    for act in (
        lambda: wording.set_words(duty=Duty.INVITED, **OURS, by=martin),
        lambda: wording.reset_words(duty=Duty.INVITED, by=martin),
        lambda: wording.set_kind(
            kind_id=charity_kind.pk, duty=Duty.INVITED, basis="", kindly=True, by=martin
        ),
    ):
        with pytest.raises(Refused, match="Only the independent chair and the business manager"):
            act()
