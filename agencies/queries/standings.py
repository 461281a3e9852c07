"""What hats a person wears, and where."""

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.models import Board, Membership
from agencies.queries.words import vocabularies
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Hat, Standing
from agencies.rules.vocabulary import Idea

if TYPE_CHECKING:
    from agencies.models import Person


def standings_of(person: "Person") -> tuple[Standing, ...]:
    """This person's standing at every board where a membership is open today, by board name."""
    day = clock.today()
    open_today = (
        Membership.objects.filter(person=person, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .select_related("board", "agency")
        .order_by("board__name", "pk")
    )
    boards = {one.board_id: one.board for one in open_today}
    words = vocabularies(boards.values())
    hats: dict[int, list[Hat]] = defaultdict(list)
    for one in open_today:
        role, agency = Role(one.role), one.agency.name if one.agency else ""
        title = words[one.board_id].role(role, day).text
        hats[one.board_id].append(Hat(role, one.agency_id, agency, title))
    return tuple(
        Standing(
            person_id=person.pk,
            name=person.name,
            email=person.email,
            board_id=board.pk,
            board_code=board.code,
            board_name=words[board.pk].word(Idea.NAME, day).text,
            board_area_code=board.area_code,
            synthetic=board.synthetic,
            hats=tuple(hats[board.pk]),
            vocabulary=words[board.pk],
        )
        for board in boards.values()
    )


def standing_at(person: "Person", board_code: str) -> Standing | None:
    """This person's standing at the board with this code, or None when there is none today."""
    return next((one for one in standings_of(person) if one.board_code == board_code), None)


def as_members_see(board: Board) -> Standing:
    """The board with a member's eyes, and nobody's in particular: for a paper that goes to all of them."""
    words, day = vocabularies([board])[board.pk], clock.today()
    title = words.role(Role.BOARD_MEMBER, day).text
    return Standing(
        person_id=0,
        name=title,
        email="",
        board_id=board.pk,
        board_code=board.code,
        board_name=words.word(Idea.NAME, day).text,
        board_area_code=board.area_code,
        synthetic=board.synthetic,
        hats=(Hat(Role.BOARD_MEMBER, title=title),),
        vocabulary=words,
    )


def board_at(standing: Standing) -> Board:
    """The board of this standing."""
    return Board.objects.get(pk=standing.board_id)


def open_board(code: str) -> tuple[Board, str] | None:
    """A board by its code and what it is called today: that much is told to anybody."""
    found = Board.objects.filter(code=code).first()
    if found is None:
        return None
    return found, vocabularies([found])[found.pk].word(Idea.NAME, clock.today()).text
