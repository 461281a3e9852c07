"""Evidence: who adds which to what, what is frozen and what is refused; and taking it back."""

from collections.abc import Callable
from typing import Any

import pytest

from agencies.keeping import place_of
from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import evidence as acts
from registers.actions.evidence_files import Looked, looked_at
from registers.models import Action, Challenge, Evidence, Reply
from registers.queries.evidence import MOST, evidence_seen
from registers.rules.evidence import Kind
from tests.building import LAST, load, small_scorecard
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AskedFactory,
    CaseAuditFactory,
    ChallengeFactory,
    EvidenceFactory,
    ReplyFactory,
)
from tests.files.evidence import docx_of, opens_javascript, pdf_of

StandingOf = Callable[[Person], Standing]
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


@pytest.fixture
def action(board: Board, health: Agency) -> Action:
    made: Action = ActionFactory(board=board, agency=health, number=12)
    return made


@pytest.fixture
def challenge(board: Board, health: Agency, police: Agency) -> Challenge:
    """Put to County Health, which leads, and to County Police."""
    made: Challenge = ChallengeFactory(board=board, number=29, state="responded", sent_at=THE_DAY)
    for agency, lead in ((health, True), (police, False)):
        AskedFactory(challenge=made, agency=agency, lead=lead)
    return made


@pytest.fixture
def reply(challenge: Challenge, health: Agency) -> Reply:
    """County Health's."""
    made: Reply = ReplyFactory(asked=challenge.asked.get(agency=health))
    return made


def add(about: Any, by: Standing, **given: Any) -> Evidence:
    return acts.add(
        about=about, by=by, **{"kind": Kind.SURVEY, "words": "Nine in ten know the desk."} | given
    )


def test_evidence_of_an_action_says_its_kind_and_stands_in_the_actions_record(
    action: Action, health_lead: Person, standing_of: StandingOf
) -> None:
    made = add(action, standing_of(health_lead), kind=Kind.REAUDIT)

    assert (made.get_kind_display(), made.strength_words) == ("Re-audit of cases", "strong")
    assert made.sender_id == health_lead.pk
    entry = Entry.objects.get(verb="evidence.add")
    assert (entry.kind, entry.reference) == ("action", str(action.pk))
    assert entry.words == "Added evidence (re-audit of cases): Nine in ten know the desk."


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("chair", "action challenge reply"),
        ("business_manager", "action challenge reply"),
        ("health_lead", "action challenge reply"),
        ("police_lead", "challenge"),
        ("board_member", ""),
        ("analyst", ""),
        ("councillor", ""),
        ("training_coordinator", ""),
    ],
)
def test_who_adds_evidence_to_what(
    name: str,
    may: str,
    action: Action,
    challenge: Challenge,
    reply: Reply,
    cast: dict[str, Person],
    standing_of: StandingOf,
) -> None:
    found = {}
    for thing, about in {"action": action, "challenge": challenge, "reply": reply}.items():
        try:
            add(about, standing_of(cast[name]))
            found[thing] = "done"
        except Refused as refusal:
            found[thing] = str(refusal)[:5]

    assert found == {thing: "done" if thing in may.split() else "Only " for thing in found}
    assert len(found) == 3


@pytest.mark.parametrize("state", ["raised", "closed", "withdrawn"])
def test_a_challenge_that_is_not_open_takes_no_evidence_and_neither_do_its_replies(
    challenge: Challenge, reply: Reply, chair: Person, standing_of: StandingOf, state: str
) -> None:
    """However they were looked at before: the state is looked at again when it is added."""
    Challenge.objects.update(
        state=state, closed_at=THE_DAY, withdrawn_at=THE_DAY, withdrawn_why="Asked twice."
    )

    for about in (challenge, reply):
        with pytest.raises(Refused):
            add(about, standing_of(chair))


def test_a_dropped_action_takes_none(action: Action, chair: Person, standing_of: StandingOf) -> None:
    Action.objects.update(state="dropped", dropped_at=THE_DAY, dropped_why="Moved.")

    with pytest.raises(Refused, match="“dropped” does not allow this"):
        add(action, standing_of(chair))


def test_nobody_adds_to_another_boards(
    other_board: Board, health: Agency, chair: Person, standing_of: StandingOf
) -> None:
    theirs = ChallengeFactory(board=other_board, state="responded")
    asked = AskedFactory(challenge=theirs, agency=health)
    for about in (ActionFactory(board=other_board), theirs, ReplyFactory(asked=asked)):
        with pytest.raises(Refused):
            add(about, standing_of(chair))


@pytest.mark.parametrize("words", ["", "  ", CHILD])
def test_it_says_what_it_shows_and_names_no_child(
    action: Action, chair: Person, standing_of: StandingOf, words: str
) -> None:
    with pytest.raises(Refused):
        add(action, standing_of(chair), words=words)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "link",
    [
        "ftp://x/y",
        "javascript:alert(1)",
        "//x",
        "example.org",
        "https://",
        "https://me:secret@example.org/",
        "http://[x",
    ],
)
def test_a_link_is_a_web_address_without_a_password(
    action: Action, chair: Person, standing_of: StandingOf, link: str
) -> None:
    with pytest.raises(Refused, match="Write the link as https"):
        add(action, standing_of(chair), link=link)
    made = add(action, standing_of(chair), link=" https://example.org/a?b=c#d ")
    assert made.link == "https://example.org/a?b=c#d"


def test_a_figure_is_frozen_in_words_as_it_was(
    board: Board,
    action: Action,
    health: Agency,
    police: Agency,
    health_lead: Person,
    chair: Person,
    standing_of: StandingOf,
) -> None:
    small_scorecard(board, health, police)
    load(("H02", LAST, 30, 120), by=standing_of(health_lead), agency=health)

    made = add(action, standing_of(chair), kind=Kind.INDICATOR, figure="H02")

    assert made.figure == "H02: The measure H02: 25.0%, January to March 2018"
    assert made.figure_code == "H02"
    with pytest.raises(Refused, match="No figure of an indicator “X99”"):
        add(action, standing_of(chair), figure="X99")


def test_an_audit_is_one_of_the_boards(
    board: Board, other_board: Board, action: Action, chair: Person, standing_of: StandingOf
) -> None:
    audit = CaseAuditFactory(board=board)

    assert add(action, standing_of(chair), kind=Kind.REAUDIT, audit=audit).audit == audit
    with pytest.raises(Refused, match="not one of this board’s"):
        add(action, standing_of(chair), audit=CaseAuditFactory(board=other_board))


def test_so_many_bear_one_thing_out_and_what_was_taken_back_makes_room(
    action: Action, chair: Person, business_manager: Person, standing_of: StandingOf
) -> None:
    first = add(action, standing_of(chair))
    EvidenceFactory.create_batch(MOST - 1, action=action)
    with pytest.raises(Refused, match=f"It has {MOST} items of evidence already"):
        add(action, standing_of(chair))

    acts.take_back(evidence_id=first.pk, reason="It was counted twice.", by=standing_of(business_manager))

    add(action, standing_of(chair))


def test_a_challenge_has_been_moved_by_its_evidence(
    challenge: Challenge, chair: Person, standing_of: StandingOf
) -> None:
    add(challenge, standing_of(chair))

    challenge.refresh_from_db()
    assert challenge.moved_by == "Charlotte Adeyemi (Independent chair)"
    assert (challenge.state, challenge.moved_at > THE_DAY) == ("responded", True)


def test_without_a_scanner_a_file_is_kept_at_once_under_a_name_that_says_what_it_is(
    action: Action, chair: Person, standing_of: StandingOf
) -> None:
    data = docx_of()

    made = add(action, standing_of(chair), file=looked_at(name="C:\\Desk\\survey", data=data))

    assert (made.file_name, made.file_kind, made.size) == ("survey.docx", "Word document", len(data))
    assert (made.scan, made.may_be_handed_out) == ("", True)
    assert place_of(made.stored).read_bytes() == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (pdf_of(opens_javascript), "This file holds JavaScript"),
        (b"<html>", "This is a web page"),
        (b"", "This file is empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ],
    ids=["active", "markup", "empty", "large"],
)
def test_a_file_that_may_not_be_evidence_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        looked_at(name="survey.pdf", data=data)
    assert "“survey.pdf”" in str(refused.value)


def sent(action: Action, by: Standing) -> Evidence:
    file = Looked("survey.pdf", pdf_of(), looked_at(name="survey.pdf", data=pdf_of()).kind)
    return add(action, by, file=file)


def test_what_is_taken_back_stays_with_its_reason_and_its_file_is_not_handed_out(
    action: Action, health_lead: Person, standing_of: StandingOf
) -> None:
    made = sent(action, standing_of(health_lead))

    back = acts.take_back(evidence_id=made.pk, reason="The survey was of May.", by=standing_of(health_lead))

    assert (back.taken_back_why, back.may_be_handed_out) == ("The survey was of May.", False)
    assert place_of(back.stored).exists()
    said = Entry.objects.get(verb="evidence.take_back").words
    assert said == "Took evidence back (survey of practitioners): The survey was of May."
    with pytest.raises(Refused, match="It was taken back already"):
        acts.take_back(evidence_id=made.pk, reason="Again.", by=standing_of(health_lead))


def test_a_file_that_holds_what_it_must_not_is_deleted_with_it_and_leaves_its_name_and_hash(
    action: Action,
    health_lead: Person,
    business_manager: Person,
    standing_of: StandingOf,
    django_capture_on_commit_callbacks: Any,
) -> None:
    made, twin = sent(action, standing_of(health_lead)), sent(action, standing_of(health_lead))
    was = made.stored

    with django_capture_on_commit_callbacks(execute=True):
        back = acts.take_back(
            evidence_id=made.pk, reason="It names people.", delete_file=True, by=standing_of(business_manager)
        )

    assert not place_of(was).exists()
    assert (back.stored, back.file_name, back.sha256) == ("", "survey.pdf", made.sha256)
    assert "“survey.pdf” was deleted." in Entry.objects.get(verb="evidence.take_back").words
    assert place_of(twin.stored).read_bytes() == pdf_of()


def test_only_who_added_it_and_the_office_take_it_back_and_only_the_office_when_all_is_over(
    action: Action,
    health_lead: Person,
    chair: Person,
    business_manager: Person,
    standing_of: StandingOf,
) -> None:
    made = add(action, standing_of(health_lead))
    with pytest.raises(Refused, match="Only who added it and the business manager"):
        acts.take_back(evidence_id=made.pk, reason="I doubt it.", by=standing_of(chair))
    Action.objects.update(state="dropped", dropped_at=THE_DAY, dropped_why="Moved.")
    with pytest.raises(Refused, match="does not allow this"):
        acts.take_back(evidence_id=made.pk, reason="It was of May.", by=standing_of(health_lead))

    acts.take_back(evidence_id=made.pk, reason="It names a street.", by=standing_of(business_manager))

    assert Evidence.objects.get().taken_back_by == "Bridget Marsh (Business manager)"


@pytest.mark.parametrize("reason", ["", " ", CHILD])
def test_taking_back_needs_a_reason_that_names_no_child(
    action: Action, chair: Person, standing_of: StandingOf, reason: str
) -> None:
    made = add(action, standing_of(chair))

    with pytest.raises(Refused):
        acts.take_back(evidence_id=made.pk, reason=reason, by=standing_of(chair))
    assert Evidence.objects.get().taken_back_at is None


def test_a_partner_knows_of_a_replys_evidence_once_the_reply_is_accepted(
    reply: Reply,
    health_lead: Person,
    police_lead: Person,
    analyst: Person,
    training_coordinator: Person,
    other_board_manager: Person,
    standing_of: StandingOf,
) -> None:
    made = add(reply, standing_of(health_lead))

    def seen() -> list[bool]:
        people = (health_lead, police_lead, analyst, training_coordinator)
        return [evidence_seen(standing_of(one), made.pk) is not None for one in people]

    assert seen() == [True, False, True, False]
    Reply.objects.update(verdict="accepted")
    assert seen() == [True, True, True, False]
