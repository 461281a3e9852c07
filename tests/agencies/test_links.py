"""Signed links: what an attacker with the link, the database or a list of addresses gets, which is nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine

from agencies.actions import links as acts
from agencies.actions.links import Answer
from agencies.models import Board, Entry, Letter, OneTimeCode, SignedLink
from agencies.queries.links import code_is_out, link_of
from agencies.rules.links import LINK_LASTS, MOST_CODES_A_LINK, MOST_LINKS_A_BOARD, MOST_LINKS_AN_ADDRESS
from agencies.rules.standing import Actor

OFFICE = Actor(None, "the board's office")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Hold the machine's clock; and let codes differ for certain, not only nearly always."""
    dice = (111_111 * n % 1_000_000 for n in count(1))
    monkeypatch.setattr(acts.secrets, "randbelow", lambda _: next(dice))
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def sent(board: Board, email: str = "holly@health.example", key: str = "7") -> str:
    """Send a link; the token in its letter."""
    acts.send(
        board=board,
        purpose="learner",
        key=key,
        email=email,
        subject="Your training",
        text=lambda link: f"Hello,\n\n{link}\n",
        address=lambda token: f"/learn/{token}/",
        by=OFFICE,
    )
    found = re.search(r"/learn/([^/]+)/", Letter.objects.latest("pk").text)
    assert found is not None
    return found[1]


def pk_of(token: str) -> int:
    found = link_of(token, "learner")
    assert found is not None
    return found.pk


def code_for(token: str) -> str:
    """Have a code sent; the figures in its letter."""
    assert acts.send_code(link_id=pk_of(token))
    found = re.search(r"\b\d{6}\b", Letter.objects.latest("pk").text)
    assert found is not None
    return found[0]


def another(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_link_opens_what_it_was_made_for_and_nothing_else(board: Board) -> None:
    token = sent(board)

    found = link_of(token, "learner")
    assert found is not None
    assert (found.board, found.key, found.email) == (board, "7", "holly@health.example")
    assert link_of(token, "trainer") is None
    assert link_of(token + "x", "learner") is None
    assert link_of("", "learner") is None


def test_neither_token_nor_code_can_be_read_in_the_database(board: Board) -> None:
    token = sent(board)
    code = code_for(token)

    kept = [
        *SignedLink.objects.values_list(),
        *OneTimeCode.objects.values_list(),
        *Entry.objects.values_list(),
    ]
    assert token not in str(kept)
    assert code not in [str(cell) for row in kept for cell in row]


def test_the_history_and_the_record_do_not_keep_the_address(board: Board) -> None:
    token = sent(board)
    code_for(token)

    history = list(SignedLink.pgh_event_model.objects.values())
    assert history
    assert "holly" not in str([*history, *Entry.objects.values()])


def test_the_same_code_is_another_hash_for_another_link(board: Board) -> None:
    """From the hash alone nobody can look six figures up in a list of a million."""
    first, other = acts._code_hash(1, "123456"), acts._code_hash(2, "123456")

    assert first != other
    assert first != acts.hash_of("123456")


def test_a_code_opens_once(board: Board) -> None:
    token = sent(board)
    code = code_for(token)

    assert acts.open_by_code(link_id=pk_of(token), code=f" {code[:3]} {code[3:]} ") is Answer.OPENED
    assert acts.open_by_code(link_id=pk_of(token), code=code) is Answer.SPOILT


def test_a_link_alone_opens_nothing(board: Board) -> None:
    token = sent(board)

    assert not code_is_out(pk_of(token))
    for guess in ("", "000000", "123456"):
        assert acts.open_by_code(link_id=pk_of(token), code=guess) is Answer.SPOILT


def test_a_code_works_for_its_own_link_only(board: Board) -> None:
    hers, his = sent(board), sent(board, "paul@police.example")
    code = code_for(hers)
    code_for(his)

    assert acts.open_by_code(link_id=pk_of(his), code=code) is Answer.WRONG
    assert SignedLink.objects.get(pk=pk_of(hers)).codes.get().used_on is None


def test_a_code_is_too_old_after_ten_minutes(board: Board, noon: Any) -> None:
    token = sent(board)
    code = code_for(token)

    noon.shift(timedelta(minutes=10))

    assert not code_is_out(pk_of(token))
    assert acts.open_by_code(link_id=pk_of(token), code=code) is Answer.SPOILT


def test_a_new_code_takes_the_place_of_the_old(board: Board) -> None:
    token = sent(board)
    old = code_for(token)
    new = code_for(token)

    assert acts.open_by_code(link_id=pk_of(token), code=old) is Answer.WRONG
    assert acts.open_by_code(link_id=pk_of(token), code=new) is Answer.OPENED


def test_five_wrong_codes_spoil_the_code_and_ten_shut_the_link(board: Board) -> None:
    token = sent(board)
    link = pk_of(token)
    code = code_for(token)

    first = [acts.open_by_code(link_id=link, code=another(code)) for _ in range(5)]
    assert first == [Answer.WRONG] * 4 + [Answer.SPOILT]
    assert acts.open_by_code(link_id=link, code=code) is Answer.SPOILT

    code = code_for(token)
    again = [acts.open_by_code(link_id=link, code=another(code)) for _ in range(5)]
    assert again == [Answer.WRONG] * 4 + [Answer.SHUT]
    assert link_of(token, "learner") is None
    assert acts.open_by_code(link_id=link, code=code) is Answer.SHUT
    assert SignedLink.objects.get().revoked_by == acts.GUARD.words


def test_coming_in_between_does_not_give_a_guesser_more_tries(board: Board) -> None:
    token = sent(board)
    link = pk_of(token)
    for wrong in (4, 4):
        code = code_for(token)
        for _ in range(wrong):
            acts.open_by_code(link_id=link, code=another(code))
        acts.open_by_code(link_id=link, code=code)
    code = code_for(token)

    assert acts.open_by_code(link_id=link, code=another(code)) is Answer.WRONG
    assert acts.open_by_code(link_id=link, code=another(code)) is Answer.SHUT


def test_few_codes_are_sent_in_an_hour(board: Board, noon: Any) -> None:
    token = sent(board)
    link = pk_of(token)

    assert [acts.send_code(link_id=link) for _ in range(MOST_CODES_A_LINK + 1)] == [
        *[True] * MOST_CODES_A_LINK,
        False,
    ]
    noon.shift(timedelta(hours=1))
    assert acts.send_code(link_id=link)


def test_a_link_is_too_old_after_a_fortnight_by_the_machines_clock(board: Board, noon: Any) -> None:
    """The portal's own clock stands still in these tests; what protects goes by the machine's."""
    token = sent(board)

    noon.shift(LINK_LASTS - timedelta(seconds=1))
    assert link_of(token, "learner") is not None
    noon.shift(timedelta(seconds=1))
    assert link_of(token, "learner") is None


def test_a_link_that_is_shut_sends_no_code_and_takes_none(board: Board) -> None:
    token = sent(board)
    link, code = pk_of(token), code_for(token)

    assert acts.revoke(board=board, purpose="learner", key="7", by=OFFICE) == 1
    assert acts.revoke(board=board, purpose="learner", key="7", by=OFFICE) == 0

    letters = Letter.objects.count()
    assert not acts.send_code(link_id=link)
    assert Letter.objects.count() == letters
    assert acts.open_by_code(link_id=link, code=code) is Answer.SHUT


def test_shutting_one_thing_leaves_the_links_of_others(board: Board, other_board: Board) -> None:
    hers, his, elsewhere = sent(board), sent(board, key="8"), sent(other_board)

    acts.revoke(board=board, purpose="learner", key="7", by=OFFICE)

    assert link_of(hers, "learner") is None
    assert link_of(his, "learner") is not None
    assert link_of(elsewhere, "learner") is not None


def ask(board: Board, email: str) -> bool:
    return acts.send_when_asked(
        board=board,
        purpose="learner",
        key="7",
        email=email,
        subject="Your training",
        text=lambda link: link,
        address=lambda token: f"/learn/{token}/",
    )


def test_a_stranger_cannot_fill_one_mailbox(board: Board, noon: Any) -> None:
    answers = [ask(board, spelt) for spelt in ("h@health.example", "H@Health.example ") * 2]

    assert answers == [True] * MOST_LINKS_AN_ADDRESS + [False]
    assert Letter.objects.count() == MOST_LINKS_AN_ADDRESS
    assert ask(board, "paul@police.example")
    noon.shift(timedelta(hours=1))
    assert ask(board, "h@health.example")


def test_a_stranger_cannot_write_to_everybody(board: Board, other_board: Board) -> None:
    SignedLink.objects.bulk_create(
        SignedLink(
            board=board,
            purpose="learner",
            key="7",
            email=f"one{n}@health.example",
            token_hash=f"{n:064x}",
            sent_at=NOON,
            sent_by=acts.STRANGER.words,
            expires_at=NOON,
        )
        for n in range(MOST_LINKS_A_BOARD)
    )

    assert not ask(board, "h@health.example")
    assert ask(other_board, "h@health.example")


def test_what_the_office_sends_does_not_use_up_what_strangers_may_ask_for(board: Board) -> None:
    for _ in range(MOST_LINKS_AN_ADDRESS):
        sent(board, "h@health.example")

    assert ask(board, "h@health.example")


def test_somebody_erased_leaves_no_link_and_no_address(board: Board, other_board: Board) -> None:
    token = sent(board)
    code_for(token)
    sent(other_board)

    assert acts.forget(board=board, email="Holly@health.example") == 1
    assert link_of(token, "learner") is None
    assert not OneTimeCode.objects.exists()
    assert SignedLink.objects.get().board == other_board


def test_links_that_stopped_working_are_cleared_out_with_their_addresses(board: Board, noon: Any) -> None:
    sent(board)
    noon.shift(timedelta(days=10))
    works = sent(board, "paul@police.example")
    noon.shift(LINK_LASTS - timedelta(days=9) + timedelta(seconds=1))

    assert acts.clear_out() == 1
    assert link_of(works, "learner") is not None
    assert [one.email for one in SignedLink.objects.all()] == ["paul@police.example"]
