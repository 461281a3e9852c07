"""What somebody else made of a risk, beside what this person was about to save."""

from dataclasses import dataclass

from registers.actions.risks import TITLES, Words, shown
from registers.models import Risk


@dataclass(frozen=True, slots=True)
class Beside:
    """One word of a risk that differs: as it is saved now, and as it would be saved."""

    title: str
    theirs: str
    yours: str


def beside(risk: Risk, words: Words) -> tuple[Beside, ...]:
    """Where the two differ, in the order of the form."""
    return tuple(
        Beside(
            f"{title[:1].upper()}{title[1:]}",
            shown(name, getattr(risk, name)),
            shown(name, getattr(words, name)),
        )
        for name, title in TITLES.items()
        if getattr(risk, name) != getattr(words, name)
    )
