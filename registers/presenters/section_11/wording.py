"""How a letter in a group's words reads."""

from datetime import date, timedelta

from agencies.models import AgencyKind
from agencies.rules.standing import Standing
from registers.rules.section_11.duties import Words
from registers.rules.section_11.letters import Asked, paragraphs
from registers.rules.section_11.parts import Part

#: So many days an example gives.
_TIME = timedelta(days=60)
_LAW = "the law of its kind"


def sample(standing: Standing, told: Words, kind: AgencyKind | None, *, day: date) -> tuple[str, ...]:
    """A first letter to an author as it reads in these words, as far as the link."""
    asked = Asked(
        name="Ada Author",
        part=Part.AUTHOR,
        organisation=f"an organisation of the kind “{kind.name}”" if kind else "the organisation",
        cycle=f"{day.year}-{(day.year + 1) % 100:02d}",
        board=standing.board_name,
        due=day + _TIME,
        basis=kind.basis if kind else _LAW,
    )
    return paragraphs(asked, told, again=False, today=day)
