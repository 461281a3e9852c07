"""The kinds of report: who they are for, what stands on their pages, over what time they run."""

from dataclasses import dataclass
from enum import StrEnum

#: On every page of what holds true figures.
TRUE_FIGURES = "Official-Sensitive: contains small numbers, not for publication"


class Kind(StrEnum):
    """What is reported."""

    BOARD_PACK = "board-pack"
    ANNUAL = "annual"
    COUNCILLOR = "councillor"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Facts:
    """One kind: what it is called, its classification (empty: it may be published), and whether of a quarter."""

    title: str
    sentence: str
    classification: str
    quarterly: bool = False

    @property
    def published(self) -> bool:
        """Whether it ends as a publication, of suppressed figures; what does not is circulated, of true ones."""
        return not self.classification


KINDS: dict[Kind, Facts] = {
    Kind.BOARD_PACK: Facts(
        "Board pack",
        "What the board must look at in its meeting, exceptions first. True figures: for board members only.",
        TRUE_FIGURES,
        quarterly=True,
    ),
    Kind.ANNUAL: Facts(
        "Annual report", "What the year was like for children and what the board did. For everyone.", ""
    ),
    Kind.COUNCILLOR: Facts(
        "Councillors’ edition", "The annual report in two to four pages of plain words, with slides.", ""
    ),
    Kind.EVIDENCE: Facts(
        "Inspection evidence pack",
        "Chosen threads with their evidence, the challenge log and the history of risks. True figures.",
        TRUE_FIGURES,
    ),
}
