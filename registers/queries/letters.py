"""The chair's letters: all of a board's, and one with its versions and its record."""

from dataclasses import dataclass

from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from registers.models import ChairLetter, LetterVersion


@dataclass(frozen=True, slots=True)
class LetterPage:
    """One letter with its newest words, the versions before them, and what was done with it."""

    letter: ChairLetter
    text: str
    versions: tuple[LetterVersion, ...]
    record: tuple[Line, ...]

    @property
    def as_typed(self) -> dict[str, object]:
        """What the form begins with."""
        one = self.letter
        return {
            "text": self.text,
            "officer": one.officer,
            "title": one.title,
            "email": one.email,
            "address": one.address,
            "seen": one.version,
        }


def letters_of(standing: Standing) -> tuple[ChairLetter, ...]:
    """Every letter of the board: drafts first, then the newest."""
    found = (
        ChairLetter.objects.filter(board_id=standing.board_id).select_related("agency").order_by("-number")
    )
    return tuple(sorted(found, key=lambda one: one.state != ChairLetter.State.DRAFT))


def letter_page(standing: Standing, number: int) -> LetterPage | None:
    """The letter with this number; None when the board has none."""
    letter = (
        ChairLetter.objects.filter(board_id=standing.board_id, number=number)
        .select_related("agency", "board")
        .first()
    )
    if letter is None:
        return None
    versions = tuple(letter.versions.order_by("-version"))
    return LetterPage(
        letter=letter,
        text=versions[0].text if versions else "",
        versions=versions,
        record=lines_about(standing, "chair_letter", letter.pk),
    )
