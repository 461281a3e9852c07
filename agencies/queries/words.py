"""What a board calls things: its vocabulary, and for whoever keeps it every idea with its words by date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.models import Board, Term
from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import IDEAS, Facts, Idea, OwnWord, Stretch, Vocabulary, Word, facts_of


def vocabularies(boards: Iterable[Board]) -> dict[int, Vocabulary]:
    """The vocabulary of each of these boards by its id, from one query; none where there is no board."""
    names = {one.pk: one.name for one in boards}
    own: dict[int, list[OwnWord]] = {pk: [] for pk in names}
    if names:
        for term in Term.objects.filter(board_id__in=names, idea__in=list(Idea)).order_by("since"):
            own[term.board_id].append(OwnWord(Idea(term.idea), term.word, term.since, term.pk))
    return {pk: Vocabulary(name, tuple(own[pk])) for pk, name in names.items()}


def vocabulary_of(board: Board) -> Vocabulary:
    """The vocabulary of one board, for jobs that have no standing: whoever has one has it there."""
    return vocabularies([board])[board.pk]


def word(board: Board, idea: Idea, on: date | None = None) -> Word:
    """What a board calls an idea, today or on another day."""
    return vocabulary_of(board).word(idea, on or clock.today())


@dataclass(frozen=True, slots=True)
class IdeaWords:
    """An idea with its word of today, those that come, and those that were, the latest first."""

    facts: Facts
    now: Stretch
    coming: tuple[Stretch, ...]
    past: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class IdeaHistory:
    """An idea with every word it has, newest first, who set each, and what was done to them."""

    words: IdeaWords
    stretches: tuple[tuple[Stretch, Term | None], ...]
    record: tuple[Line, ...]


def ideas(standing: Standing) -> tuple[IdeaWords, ...]:
    """Every idea with its words. Asks nothing of the database: the standing holds them."""
    return tuple(_words_of(standing, facts) for facts in IDEAS)


def idea_history(standing: Standing, idea: Idea) -> IdeaHistory:
    """One idea with all that was decided of it."""
    terms = {one.pk: one for one in Term.objects.filter(board_id=standing.board_id, idea=idea)}
    return IdeaHistory(
        words=_words_of(standing, facts_of(idea)),
        stretches=tuple(
            (one, terms.get(one.own.term_id) if one.own else None)
            for one in reversed(standing.vocabulary.stretches(idea))
        ),
        record=lines_about(standing, "word", f"{standing.board_code}/{idea}"),
    )


def own_word(standing: Standing, idea: Idea, term_id: int) -> Stretch | None:
    """A word the board itself set, with its time; None when it set no such one."""
    return next(
        (
            one
            for one in standing.vocabulary.stretches(idea)
            if one.own is not None and one.own.term_id == term_id
        ),
        None,
    )


def _words_of(standing: Standing, facts: Facts) -> IdeaWords:
    day = clock.today()
    stretches = standing.vocabulary.stretches(facts.idea)
    return IdeaWords(
        facts=facts,
        now=next(one for one in stretches if one.holds(day)),
        coming=tuple(one for one in stretches if one.since is not None and one.since > day),
        past=tuple(one for one in reversed(stretches) if one.until is not None and one.until <= day),
    )
