"""What was learnt and passed on: published reviews with what became of their recommendations, and who was trained.

A review is told to members once it is published; of the others, how many there are.
"""

from collections.abc import Iterator

from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.words import are, day, many, nothing, present, short, table
from reports.rules.blocks import (
    BigNumber,
    BigNumbers,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
)
from training.presenters.trained import places_words, waiting_words, window_words
from training.queries.reviews import ReviewRow, Show, reviews_of
from training.queries.themes import themes_of
from training.queries.trained import Trained, trained_at
from training.rules.people import six_months_to
from training.rules.reviews import KIND_WORDS

TITLE = "Learning"
_REVIEWS = (
    Column("Review"),
    Column("Published"),
    Column("Lessons", number=True),
    Column("Recommendations that stuck", number=True),
)
_PEOPLE = (Column("Agency"), Column("People", number=True))


def learning_section(facts: Facts) -> Section:
    """Reviews, lessons that came back, training."""
    blocks = present(*_reviews(facts), *_again(facts), *_trained(facts))
    return Section("pack-learning", TITLE, blocks)


def _reviews(facts: Facts) -> Iterator[Block | None]:
    found = reviews_of(facts.standing, Show.PUBLISHED)
    yield Heading("Reviews", "reviews")
    if found.restricted:
        yield Paragraph(
            f"{many(found.restricted, 'review')} {are(found.restricted)} under way and not published: "
            "the board hears of them in the meeting."
        )
    yield table(
        "reviews-published", "Published reviews", _REVIEWS, [_review(one) for one in found.rows]
    ) or nothing("No review has been published.")


def _review(one: ReviewRow) -> tuple[Cell, ...]:
    return (
        Cell(f"{one.reference} {one.title}", quiet=KIND_WORDS[one.kind]),
        Cell(day(one.published_on) if one.published_on else ""),
        Cell(str(one.lessons)),
        Cell(f"{one.embedded} of {one.recommendations}"),
    )


def _again(facts: Facts) -> Iterator[Block | None]:
    """The themes that more than one review taught."""
    again = [one for one in themes_of(facts.standing).rows if one.reviews > 1]
    if again:
        yield Heading("Learnt more than once", "themes")
        yield Points(
            tuple(f"{one.title}: in {one.reviews} reviews, {one.first} to {one.last}." for one in again)
        )


def _trained(facts: Facts) -> Iterator[Block | None]:
    found = trained_at(facts.standing.board_id, six_months_to(facts.until.last))
    yield Heading("Who was trained", "trained")
    if not found.people:
        yield nothing(f"Nobody came to a session that is counted, {window_words(found.window)}.")
        return
    yield BigNumbers(
        (
            BigNumber(
                f"{found.people:,}",
                f"different frontline staff, {window_words(found.window)}",
                places_words(found),
            ),
        )
    )
    yield table("trained-agencies", "People trained, by agency", _PEOPLE, _people(found), look="half")
    missed = "; ".join(map(short, found.agencies_not_reached))
    yield Paragraph(f"Nobody came from: {missed}.") if missed else None
    waiting = waiting_words(found.waiting)
    yield Paragraph(waiting, "quiet") if waiting else None


def _people(found: Trained) -> list[tuple[Cell, ...]]:
    reached = sorted((one for one in found.agencies if one.people), key=lambda one: (-one.people, one.name))
    return [(Cell(short(one.name)), Cell(f"{one.people:,}")) for one in reached]
