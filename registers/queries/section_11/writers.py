"""Who writes in a self-assessment: people with accounts, and those who came by a signed link, both by their parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from agencies.rules.standing import Actor, Standing
from registers.models import Assessment, Assignment
from registers.queries.section_11.parts import in_force, parts_of
from registers.rules.section_11.parts import PART_WORDS, Part


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody with a part in one self-assessment today, by whichever door they came in.

    `actor` is who the record names: of whoever came by a link, the part alone. `words` name them to their colleagues
    and to the board, on the pages of the assessment.
    """

    assessment_id: int
    board_id: int
    board_code: str
    parts: frozenset[Part]
    actor: Actor
    words: str
    standing: Standing | None = None

    @property
    def person_id(self) -> int | None:
        """Whose account it is; None of who came by a link."""
        return self.actor.person_id


def writer_of(standing: Standing, assessment: Assessment) -> Writer:
    """This person as they are to the assessment; those without a part in it have none."""
    parts = parts_of(standing, assessment)
    return Writer(
        assessment_id=assessment.pk,
        board_id=standing.board_id,
        board_code=standing.board_code,
        parts=parts,
        actor=standing.actor,
        words=_words(standing.name, parts, assessment) if parts else standing.actor.words,
        standing=standing,
    )


def writer_by(assignment: Assignment) -> Writer:
    """Whoever came by a link to this assignment: with every part that the same address has in the assessment."""
    assessment = assignment.assessment
    own = in_force().filter(assessment=assessment, email=assignment.email).exclude(part=Part.MODERATOR)
    parts = frozenset(Part(one.part) for one in own)
    return Writer(
        assessment_id=assessment.pk,
        board_id=assessment.cycle.board_id,
        board_code=assessment.cycle.board.code,
        parts=parts,
        actor=Actor(None, f"the {_parts_words(parts)} at {assessment.agency.name}, by a signed link"),
        words=f"{_words(assignment.name, parts, assessment)}, by a signed link",
    )


def assignments_asked(board_id: int, email: str) -> tuple[Assignment, ...]:
    """Parts this address has today, without an account, in self-assessments of the board that are still asked for."""
    rows = in_force().filter(
        email=email.strip().lower(),
        person__isnull=True,
        assessment__cycle__board_id=board_id,
        assessment__cycle__launched_at__isnull=False,
        assessment__cycle__closed_at__isnull=True,
        assessment__left_out_at__isnull=True,
    )
    return tuple(rows.select_related("assessment__agency", "assessment__cycle__board").order_by("pk"))


def _words(name: str, parts: Iterable[Part], assessment: Assessment) -> str:
    return f"{name}, {_parts_words(parts)} at {assessment.agency.name}"


def _parts_words(parts: Iterable[Part]) -> str:
    have = frozenset(parts)
    return " and ".join(PART_WORDS[one].lower() for one in Part if one in have) or "contact"
