"""What a board calls things: a new word from a day on, a word put right, a word taken back. Nothing is ever silent."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import transaction

from agencies.actions import record
from agencies.models import Term
from agencies.permissions import can_set_words
from agencies.queries.standings import board_at
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea, OwnWord, Word, facts_of

#: In characters: as many as the column holds.
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Change:
    """What setting a word would do. `past` where it changes what pages say of days that are over.

    `following` is the board's own word that ends it again, where there is one.
    """

    idea: Idea
    before: Word
    after: Word
    since: date
    reason: str
    past: bool
    following: OwnWord | None = None


def foresee(*, idea: Idea, word: str, since: date, reason: str = "", by: Standing) -> Change:
    """What calling an idea by this word from a day on would change. Raises `Refused` where it may not be.

    A day that is over needs a reason: it changes what pages say of the time since.
    """
    can_set_words(by).demand()
    said = _sound(word)
    words = vocabulary_of(board_at(by))
    before = words.word(idea, since)
    past = since < clock.today()
    if any(one.idea is idea and one.since == since for one in words.own):
        raise Refused(
            f"A word of the board’s own begins on {since:%-d %B %Y} already. Put that one right instead."
        )
    if before.text == said:
        raise Refused(f"That is what it is called on {since:%-d %B %Y} already.")
    if past and not reason.strip():
        raise Refused("That day is over, so this changes what pages say of the time since: say why.")
    later = (one for one in words.own if one.idea is idea and one.since > since)
    following = min(later, key=lambda one: one.since, default=None)
    return Change(idea, before, Word(said), since, reason.strip(), past, following)


@transaction.atomic
def set_word(*, idea: Idea, word: str, since: date, reason: str = "", by: Standing) -> Term:
    """Call an idea by this word from a day on. What was printed, sent or recorded keeps the word it had."""
    change = foresee(idea=idea, word=word, since=since, reason=reason, by=by)
    term, made = Term.objects.get_or_create(
        board_id=by.board_id,
        idea=idea.value,
        since=since,
        defaults={"word": change.after.text, "set_at": clock.now(), "set_by": by.actor.words},
    )
    if not made:
        raise Refused(f"Somebody set a word from {since:%-d %B %Y} in this moment. Look again.")
    _in_turn(by, idea)
    because = _why(change.reason)
    _enter(
        by,
        "words.set_word",
        idea,
        f"“{change.before}” is called “{change.after}” from {since:%-d %B %Y} on.{because}",
    )
    return term


@transaction.atomic
def correct_word(*, term_id: int, word: str, reason: str, by: Standing) -> Term:
    """Put a word of the board's own right, as if it had always stood so. Needs a reason unless it is still to come."""
    term, idea = _own(term_id, by)
    said, was = _sound(word), term.word
    if said == was:
        raise Refused("That is how it stands already.")
    because = _because(term, reason)
    term.word, term.set_at, term.set_by = said, clock.now(), by.actor.words
    term.save(update_fields=["word", "set_at", "set_by"])
    _enter(
        by,
        "words.correct_word",
        idea,
        f"Put “{was}”, the word from {term.since:%-d %B %Y} on, right: “{said}”.{because}",
    )
    return term


@transaction.atomic
def take_back_word(*, term_id: int, reason: str, by: Standing) -> None:
    """Let the word before go on. Needs a reason unless the word is still to come."""
    term, idea = _own(term_id, by)
    because = _because(term, reason)
    was, since = term.word, term.since
    term.delete()
    _in_turn(by, idea)
    _enter(
        by, "words.take_back_word", idea, f"Took back “{was}”, the word from {since:%-d %B %Y} on.{because}"
    )


def _sound(word: str) -> str:
    said = " ".join(word.split())
    if not said:
        raise Refused("Write the word.")
    if len(said) > LONGEST:
        raise Refused(f"A word has at most {LONGEST} characters.")
    return said


def _own(term_id: int, by: Standing) -> tuple[Term, Idea]:
    """A word the board itself set, locked, and of what; for whoever may change it."""
    can_set_words(by).demand()
    term = Term.objects.select_for_update().filter(pk=term_id, board_id=by.board_id).first()
    if term is None:
        raise Refused("This word was taken back already.")
    return term, Idea(term.idea)


def _because(term: Term, reason: str) -> str:
    if term.since > clock.today():
        return _why(reason)
    if not reason.strip():
        raise Refused("This word is in force or was, so a reason goes on record: say why.")
    return _why(reason)


def _why(reason: str) -> str:
    """The reason as the sentence that ends an entry."""
    said = reason.strip()
    return f" Why: {said}{'' if said.endswith(('.', '?', '!')) else '.'}" if said else ""


def _in_turn(by: Standing, idea: Idea) -> None:
    """Let each of the board's own words end where its next one begins."""
    terms = list(Term.objects.select_for_update().filter(board_id=by.board_id, idea=idea).order_by("since"))
    for one, following in pairwise([*terms, None]):
        until = following.since if following is not None else None
        if one is not None and one.until != until:
            one.until = until
            one.save(update_fields=["until"])


def _enter(by: Standing, verb: str, idea: Idea, words: str) -> None:
    record.enter(
        by=by.actor,
        verb=verb,
        kind="word",
        reference=f"{by.board_code}/{idea.value}",
        board_code=by.board_code,
        words=f"{facts_of(idea).title}: {words}",
    )
