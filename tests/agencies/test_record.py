"""The two strands of the record: entries say what was meant, history rows what changed. Neither can be altered."""

from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.utils import DatabaseError

from agencies.actions import agencies as agency_acts
from agencies.actions import boards as board_acts
from agencies.actions import people as people_acts
from agencies.actions import record
from agencies.actions import words as word_acts
from agencies.models import Agency, Board, Entry, Person, Term
from agencies.queries.record import lines_about
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Actor, Standing
from agencies.rules.vocabulary import Idea
from tests.factories import BoardFactory, EntryFactory, MembershipFactory, PersonFactory

ACTOR = Actor(None, "The command that sets up boards")


def history_of(row: models.Model) -> list[tuple[str, dict[str, object]]]:
    """What the triggers wrote about this row: (label, values), oldest first."""
    event = apps.get_model(row._meta.app_label, f"{type(row).__name__}Event")
    return [
        (one.pgh_label, {field.name: getattr(one, field.attname) for field in event._meta.concrete_fields})
        for one in event.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
    ]


@pytest.mark.parametrize(
    "how", ["UPDATE agencies_entry SET words = 'Nothing happened.'", "DELETE FROM agencies_entry"]
)
def test_an_entry_can_be_neither_changed_nor_removed_even_by_sql(db: None, how: str) -> None:
    EntryFactory()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(how)

    assert Entry.objects.get().words == "Did a thing."


def test_a_change_is_in_the_history_whoever_made_it(db: None) -> None:
    board = BoardFactory(name="Wessex")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agencies_board SET name = 'Mercia' WHERE id = %s", [board.pk])

    assert [(label, values["name"]) for label, values in history_of(board)] == [
        ("insert", "Wessex"),
        ("update", "Mercia"),
    ]


def test_a_removal_is_in_the_history(db: None) -> None:
    alias = agency_acts.add(code="hlt", name="Health", kind=_kind(), by=ACTOR, aliases=["NHS"]).aliases.get()
    kept = alias.pk
    alias.delete()
    alias.pk = kept

    assert [label for label, _ in history_of(alias)] == ["insert", "delete"]


@pytest.mark.parametrize(
    "how", ["UPDATE agencies_boardevent SET name = 'x'", "DELETE FROM agencies_boardevent"]
)
def test_history_can_be_neither_changed_nor_removed(db: None, how: str) -> None:
    board = BoardFactory(name="Wessex")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(how)

    assert history_of(board)[0][1]["name"] == "Wessex"


def test_no_history_row_holds_a_password_or_the_key_of_an_invitation(db: None) -> None:
    for name, secret in (
        ("PersonEvent", "password"),
        ("InvitationEvent", "token_hash"),
        ("LetterEvent", "text"),
    ):
        fields = {field.name for field in apps.get_model("agencies", name)._meta.concrete_fields}
        assert secret not in fields


def _kind() -> models.Model:
    return agency_acts.set_kinds(by=ACTOR)["community_trust"]


def _doings(board: Board, agency: Agency, manager: Standing) -> Iterator[Callable[[], object]]:
    """Every action of this room, each ready to be done once."""
    since = board.seats.get(agency=agency).since
    yield lambda: agency_acts.set_kinds(by=ACTOR)
    yield lambda: agency_acts.add(code="new", name="New agency", kind=_kind(), by=ACTOR)  # type: ignore[arg-type]
    other = BoardFactory()
    yield lambda: agency_acts.seat(agency=agency, board=other, statutory=True, since=since, by=ACTOR)
    yield lambda: board_acts.open_board(code="new", name="New", area_code="E10000014", by=ACTOR)
    yield lambda: board_acts.set_priority(
        board=board, title="Neglect", first_year=2016, last_year=2018, owner="The board", by=ACTOR
    )
    soon = clock.today()
    yield lambda: word_acts.set_word(idea=Idea.CHAIR, word="Scrutineer", since=soon, by=manager)
    term = Term.objects.get()
    yield lambda: word_acts.correct_word(
        term_id=term.pk, word="The scrutineer", reason="As agreed", by=manager
    )
    yield lambda: word_acts.take_back_word(term_id=term.pk, reason="Not agreed", by=manager)
    yield lambda: people_acts.add_person(email="New@example.org", name="New", by=ACTOR)
    person = PersonFactory()
    yield lambda: people_acts.give_role(person=person, board=board, role=Role.ANALYST, by=ACTOR)
    yield lambda: people_acts.invite(
        email="i@example.org", name="I", role=Role.ANALYST, agency=None, by=manager
    )
    yield lambda: people_acts.withdraw_invitation(invitation_id=board.invitations.latest("pk").pk, by=manager)
    ended = MembershipFactory(board=board)
    yield lambda: people_acts.end_membership(membership_id=ended.pk, by=manager)


def test_every_action_leaves_an_entry_in_words(
    board: Board, health: Agency, business_manager: Person, standing_of: Callable[[Person], Standing]
) -> None:
    verbs = set()
    for do in _doings(board, health, standing_of(business_manager)):
        before = Entry.objects.count()
        do()
        entry = Entry.objects.latest("pk")
        assert Entry.objects.count() > before
        assert entry.words.endswith(".")
        assert entry.by
        verbs.add(entry.verb)

    assert len(verbs) == 13


def test_an_entry_and_what_it_tells_of_are_written_together_or_not_at_all(board: Board) -> None:
    BoardFactory(code="taken")
    before = Entry.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        board_acts.open_board(code="taken", name="Twice", area_code="E10000014", by=ACTOR)

    assert Entry.objects.count() == before


def test_the_lines_about_a_thing_are_this_boards_alone_oldest_first(
    board: Board, chair: Person, standing_of: Callable[[Person], Standing]
) -> None:
    for code, words in (("wessex", "First."), ("wessex", "Second."), ("mercia", "Elsewhere.")):
        record.enter(by=ACTOR, verb="v", kind="thing", reference=7, words=words, board_code=code)

    assert [line.words for line in lines_about(standing_of(chair), "thing", 7)] == ["First.", "Second."]
