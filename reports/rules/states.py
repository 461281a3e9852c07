"""The life of a report: draft, in review, approved, then circulated or published, and superseded by a later edition."""

from enum import StrEnum


class Life(StrEnum):
    """Where a report is in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    CIRCULATED = "circulated"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


LIFE_WORDS = {
    Life.DRAFT: "draft",
    Life.IN_REVIEW: "in review",
    Life.APPROVED: "approved",
    Life.CIRCULATED: "circulated",
    Life.PUBLISHED: "published",
    Life.SUPERSEDED: "superseded",
}

#: Where texts may still be written and drafts built.
OPEN = frozenset({Life.DRAFT, Life.IN_REVIEW})
#: Where everyone it is meant for reads it.
RELEASED = frozenset({Life.CIRCULATED, Life.PUBLISHED, Life.SUPERSEDED})
