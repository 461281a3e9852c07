"""Who may do what: one table, role by question, as the board's constitution has it. Each no says why."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from agencies import permissions as people
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Hat, Standing
from agencies.rules.verdict import Refused, Verdict
from reports import permissions as reports
from reports.models import Report
from reports.rules.kinds import Kind
from reports.rules.states import Life, Verb
from scorecard import permissions as scorecard

OWN, ANOTHERS = 1, 2
#: Reports of either kind in the states that matter for reading them.
DRAFT, OUT = (Report(kind=Kind.ANNUAL, state=state) for state in (Life.DRAFT, Life.PUBLISHED))
PACK, ROUND = (Report(kind=Kind.BOARD_PACK, state=state) for state in (Life.APPROVED, Life.CIRCULATED))
HELD = Report(kind=Kind.ANNUAL, state=Life.PUBLISHED, embargo_until=datetime(2099, 1, 1, tzinfo=UTC))

#: One letter a role: chair, manager, member, agency lead, training coordinator, analyst, councillor.
LETTERS = dict(zip("CMBLTAK", Role, strict=True))

QUESTIONS: dict[str, tuple[Callable[[Standing], Verdict], str]] = {
    "see people": (people.can_see_people, "CMB"),
    "invite": (people.can_invite, "M"),
    "see the scorecard": (scorecard.can_see_scorecard, "CMBLA"),
    "see returns": (scorecard.can_see_returns, "CMBLA"),
    "send for one's own agency": (lambda standing: scorecard.can_send(standing, OWN), "L"),
    "send for another agency": (lambda standing: scorecard.can_send(standing, ANOTHERS), ""),
    "see one's own checked rows": (lambda standing: scorecard.can_see_checked_rows(standing, OWN), "L"),
    "see another's checked rows": (lambda standing: scorecard.can_see_checked_rows(standing, ANOTHERS), ""),
    "release for one's own agency": (lambda standing: scorecard.can_release(standing, OWN), "L"),
    "release for another agency": (lambda standing: scorecard.can_release(standing, ANOTHERS), ""),
    "accept": (scorecard.can_accept, "M"),
    "manage feeds": (scorecard.can_manage_feeds, "M"),
    "comment on one's own figure": (lambda standing: scorecard.can_comment(standing, OWN), "L"),
    "comment on another's figure": (lambda standing: scorecard.can_comment(standing, ANOTHERS), ""),
    "have one's own file": (lambda standing: scorecard.can_see_file(standing, OWN, released=False), "L"),
    "have another's waiting file": (
        lambda standing: scorecard.can_see_file(standing, ANOTHERS, released=False),
        "",
    ),
    "have another's released file": (
        lambda standing: scorecard.can_see_file(standing, ANOTHERS, released=True),
        "CMBA",
    ),
    "read findings of one's own file": (
        lambda standing: scorecard.can_see_findings(standing, OWN, released=False),
        "ML",
    ),
    "read findings of another's waiting file": (
        lambda standing: scorecard.can_see_findings(standing, ANOTHERS, released=False),
        "M",
    ),
    "read findings of another's released file": (
        lambda standing: scorecard.can_see_findings(standing, ANOTHERS, released=True),
        "CMBA",
    ),
    "see changes of one's own waiting file": (
        lambda standing: scorecard.can_see_changes(standing, OWN, released=False),
        "L",
    ),
    "see changes of another's waiting file": (
        lambda standing: scorecard.can_see_changes(standing, ANOTHERS, released=False),
        "",
    ),
    "see changes of another's released file": (
        lambda standing: scorecard.can_see_changes(standing, ANOTHERS, released=True),
        "CMBA",
    ),
    "see one's own stopped file": (lambda standing: scorecard.can_see_stopped(standing, OWN), "ML"),
    "see another's stopped file": (lambda standing: scorecard.can_see_stopped(standing, ANOTHERS), "M"),
    "have another's stopped file": (
        lambda standing: scorecard.can_see_file(standing, ANOTHERS, released=False, stopped=True),
        "M",
    ),
    "let words stand": (scorecard.can_let_stand, "M"),
    "send back": (scorecard.can_send_back, "M"),
    "judge what agencies say of their figures": (scorecard.can_judge, "C"),
    "have a signal lead to a challenge": (scorecard.can_challenge, "CM"),
    "say a signal was seen": (scorecard.can_see_signals, "CM"),
    "change what is measured": (scorecard.can_set_scorecard, "M"),
    "say what things are called": (people.can_set_words, "M"),
    "see keys": (people.can_see_tokens, "ML"),
    "make a key for one's own agency": (lambda standing: people.can_make_token(standing, OWN), "L"),
    "make a key for another agency": (lambda standing: people.can_make_token(standing, ANOTHERS), ""),
    "take back one's own agency's key": (lambda standing: people.can_revoke_token(standing, OWN), "ML"),
    "take back another's key": (lambda standing: people.can_revoke_token(standing, ANOTHERS), "M"),
    "open reports": (reports.can_open_reports, "CMBLTAK"),
    "see drafts": (reports.can_see_drafts, "CMB"),
    "have a report built": (reports.can_build, "CM"),
    "say when packs build themselves": (reports.can_set_reports, "M"),
    "write the report": (reports.can_edit, "CM"),
    "write a text of it": (lambda standing: reports.can_write(standing, asked=False), "CM"),
    "write a text one was asked for": (lambda standing: reports.can_write(standing, asked=True), "CMBLTAK"),
    "comment on a text one was asked for": (
        lambda standing: reports.can_comment(standing, asked=True),
        "CMBLTAK",
    ),
    "comment on a text": (lambda standing: reports.can_comment(standing, asked=False), "CMB"),
    "read a report that is written": (lambda standing: reports.can_read(standing, DRAFT), "CMB"),
    "read a report that is out": (lambda standing: reports.can_read(standing, OUT), "CMBLTAK"),
    "read a pack that is made": (lambda standing: reports.can_read(standing, PACK), "CM"),
    "read a pack that went round": (lambda standing: reports.can_read(standing, ROUND), "CMB"),
    "read the drafts of a pack": (lambda standing: reports.can_read_drafts(standing, ROUND), "CM"),
    "read the drafts of a report": (lambda standing: reports.can_read_drafts(standing, OUT), "CMB"),
    "change an embargo": (lambda standing: reports.can_move_embargo(standing, HELD), "CM"),
    "approve a draft": (lambda standing: reports.can_do(Verb.APPROVE, standing, DRAFT), ""),
    "ask for a review": (lambda standing: reports.can_do(Verb.SUBMIT, standing, DRAFT), "CM"),
    "confirm what the chair wrote": (reports.can_confirm, "M"),
    "approve a report": (reports.can_approve, "C"),
    "release a report": (reports.can_release, "CM"),
}


def standing_as(*hats: Hat) -> Standing:
    return Standing(7, "Somebody", "somebody@example.org", 1, "wessex", "Wessex", "E10000014", hats)


def as_role(role: Role) -> Standing:
    return standing_as(Hat(role, OWN, "County Health") if BUNDLES[role].needs_agency else Hat(role))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_may_what_the_table_says_and_is_told_why_not(question: str, letter: str) -> None:
    ask, allowed = QUESTIONS[question]

    verdict = ask(as_role(LETTERS[letter]))

    assert bool(verdict) == (letter in allowed)
    assert bool(verdict.reason) != bool(verdict)
    if verdict.reason:
        assert verdict.reason[0].isupper()
        assert verdict.reason.endswith(".")


@pytest.mark.parametrize("question", QUESTIONS)
def test_someone_without_a_hat_may_nothing(question: str) -> None:
    assert not QUESTIONS[question][0](standing_as())


def test_every_verdict_is_in_the_table() -> None:
    given = {
        name
        for module in (people, scorecard, reports)
        for name in vars(module)
        if name.startswith("can_") and vars(module)[name].__module__ == module.__name__
    }
    tried = {name for ask, _ in QUESTIONS.values() for name in (*ask.__code__.co_names, ask.__name__)}

    assert given - tried == set()


def test_every_permission_is_somebodys() -> None:
    assert set(Permission) == {one for bundle in BUNDLES.values() for one in bundle.permissions}


def test_every_role_has_a_title_and_a_sentence_for_people() -> None:
    assert set(BUNDLES) == set(Role)
    for bundle in BUNDLES.values():
        assert bundle.title
        assert bundle.sentence.endswith(".")


def test_whose_figures_are_seen_is_all_own_or_none() -> None:
    seen = {role: scorecard.agencies_seen(as_role(role)) for role in Role}

    everyones = {Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER, Role.BOARD_MEMBER, Role.ANALYST}
    assert {role for role, agencies in seen.items() if agencies is None} == everyones
    assert seen[Role.AGENCY_LEAD] == {OWN}
    assert seen[Role.TRAINING_COORDINATOR] == seen[Role.COUNCILLOR] == frozenset()


def test_a_lead_of_two_agencies_may_send_for_both_and_no_third() -> None:
    both = standing_as(Hat(Role.AGENCY_LEAD, OWN, "Health"), Hat(Role.AGENCY_LEAD, ANOTHERS, "Police"))

    assert scorecard.can_send(both, OWN)
    assert scorecard.can_send(both, ANOTHERS)
    assert not scorecard.can_send(both, 3)
    assert scorecard.returns_seen(both) == {OWN, ANOTHERS}


def test_a_refusal_is_raised_with_its_reason() -> None:
    with pytest.raises(Refused, match="Only the business manager invites"):
        people.can_invite(standing_as()).demand()
