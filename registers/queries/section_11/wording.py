"""The words organisations are asked in: a kind's own, else its group's, else those a board starts with."""

from dataclasses import dataclass, field

from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from registers.models import DutyWording
from registers.rules.section_11.duties import Duty, Words
from registers.rules.section_11.wording import usual


@dataclass(frozen=True, slots=True)
class Wordings:
    """What one board tells each group and kind."""

    own: dict[tuple[Duty, int | None], DutyWording] = field(default_factory=dict)

    def of(self, duty: Duty, kind_id: int | None = None) -> Words:
        """The words for a kind in a group, or for the group."""
        found = self.own.get((duty, kind_id)) or self.own.get((duty, None))
        return Words(found.legal, found.asking, found.again) if found else usual(duty)


def wordings_of(board_id: int) -> Wordings:
    """Every wording of a board, from one query."""
    rows = DutyWording.objects.filter(board_id=board_id).select_related("kind")
    return Wordings({(Duty(one.duty), one.kind_id): one for one in rows})


def record_of_words(standing: Standing) -> tuple[Line, ...]:
    """What was ever changed of a board's words, and by it of kinds of organisation."""
    return lines_about(standing, "section_11_words", standing.board_id)
