"""A person's standing at a board: the hats worn there, and so what may be done and seen."""

from dataclasses import dataclass, field
from datetime import date

from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.vocabulary import Idea, Vocabulary, Word


@dataclass(frozen=True)
class Actor:
    """Whoever does something, for the record: a person, or a job and the person who set it.

    `person_id` is None for a command run by whoever runs the server.
    """

    person_id: int | None
    words: str


@dataclass(frozen=True)
class Hat:
    """One membership: a role, the agency it is for where the role has one, and what the board calls the role."""

    role: Role
    agency_id: int | None = None
    agency_name: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """The hat in words, such as “Agency lead, County Police (demo)”."""
        title = self.title or BUNDLES[self.role].title
        return f"{title}, {self.agency_name}" if self.agency_name else title


@dataclass(frozen=True)
class Standing:
    """One person at one board. Every query and action takes one: it is both who asks and where."""

    person_id: int
    name: str
    email: str
    board_id: int
    board_code: str
    board_name: str
    board_area_code: str
    hats: tuple[Hat, ...]
    synthetic: bool = False
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def may(self, permission: Permission) -> bool:
        """Whether any hat carries this permission."""
        return any(permission in BUNDLES[hat.role].permissions for hat in self.hats)

    def agencies_with(self, permission: Permission) -> frozenset[int]:
        """The agencies for which a hat carries this permission."""
        return frozenset(
            hat.agency_id
            for hat in self.hats
            if hat.agency_id is not None and permission in BUNDLES[hat.role].permissions
        )

    def wears(self, role: Role) -> bool:
        """Whether this person holds the role at this board."""
        return any(hat.role == role for hat in self.hats)

    def word(self, idea: Idea, on: date | None = None) -> Word:
        """What the board calls an idea, today or on another day."""
        return self.vocabulary.word(idea, on or clock.today())

    @property
    def words(self) -> str:
        """Every hat in words."""
        return "; ".join(hat.words for hat in self.hats)

    @property
    def actor(self) -> Actor:
        """This person as the record names them."""
        return Actor(self.person_id, f"{self.name} ({self.words})")
