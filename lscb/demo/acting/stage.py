"""Who is there and what there is while the diary is played: people by their sign-in, things by the diary's names."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from agencies.models import Agency, Board, Person, Priority
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from lscb.demo.diary import Entry
from registers.models import CaseAudit
from registers.queries.references import called, kept
from registers.rules.origins import Origin

Thing = TypeVar("Thing", bound=Model)


class Stage:
    """A board, and what the diary has made of it so far."""

    def __init__(self, board: Board) -> None:
        """Nothing has been done yet."""
        self.board = board
        self._made: dict[tuple[str, str], Model] = {}
        self._standings: dict[str, Standing] = {}
        self._agencies: Mapping[str, Agency] = {
            one.code: one for one in Agency.objects.filter(seats__board=board)
        }

    def keep(self, entry: Entry, made: Model) -> None:
        """Remember what an entry has made."""
        self._made[entry.kind, entry.name] = made

    def thing(self, kind: str, name: str, model: type[Thing]) -> Thing:
        """What the diary calls so, as it is now. KeyError when it has not been made yet."""
        return model._default_manager.get(pk=self._made[kind, name].pk)

    def its(self, entry: Entry, model: type[Thing]) -> Thing:
        """What an entry is about."""
        return self.thing(entry.kind, entry.name, model)

    def person(self, who: str) -> Person:
        """“chair”, “manager”, or the lead of the agency with this code."""
        return Person.objects.get(email=f"{who}@{self.board.code}.example")

    def by(self, entry: Entry) -> Standing:
        """Whoever does it. LookupError when they have no part in the board."""
        if entry.by not in self._standings:
            self._standings[entry.by] = self.standing(self.person(entry.by))
        return self._standings[entry.by]

    def standing(self, person: Person) -> Standing:
        """What somebody may do here. LookupError when they have no part in the board."""
        found = standing_at(person, self.board.code)
        if found is None:
            raise LookupError(f"{person} has no part in the board.")
        return found

    def agency(self, code: str) -> Agency:
        """One of the board's agencies."""
        return self._agencies[code]

    def priority(self, title: str) -> Priority | None:
        """The board's priority of this title; none where nothing is said."""
        return Priority.objects.get(board=self.board, title=title) if title else None

    def audit(self, name: str) -> CaseAudit | None:
        """A case audit the diary calls so; none where nothing is said."""
        return self.thing("audit", name, CaseAudit) if name else None

    def origin(self, entry: Entry, named: Any) -> Origin:
        """What is named, in the words it is frozen with: [kind, name] for what the diary made, or an indicator's code.

        LookupError when there is no such thing.
        """
        if isinstance(named, str):
            found = called(self.by(entry), named)
        else:
            kind, name = named
            found = kept(self.by(entry), kind, str(self._made[kind, name].pk))
        if found is None:
            raise LookupError(f"Nothing is called {named} at the board.")
        return found
