"""`GET /api/v1/series`: chosen lines with their limits, for the explore page and for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import NotFound, ParseError, PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.models import Token
from agencies.queries.standings import standings_of
from agencies.rules.standing import Actor, Standing
from scorecard.actions import handing_out
from scorecard.api.keys import AKeysPace, ByKey, actor_of
from scorecard.api.views import in_words
from scorecard.permissions import agencies_seen, can_see_scorecard
from scorecard.presenters.series import of_drawn
from scorecard.queries.asked import choice_asked
from scorecard.queries.choices import Whose
from scorecard.queries.explored import NotKnown, TooMuch, board_explored

_NO_BOARD = "There is no such board, or you have no part in it."


class Series(APIView):
    """Somebody signed in, who sees what the scorecard shows them; or a key, which sees its own agency's figures.

    It only reads. As it takes a session's cookie, its address keeps the CSRF check.
    """

    authentication_classes = [ByKey, SessionAuthentication]  # noqa: RUF012 - Django REST framework's own declaration
    permission_classes = [IsAuthenticated]  # noqa: RUF012
    throttle_classes = [AKeysPace]  # noqa: RUF012

    def get_exception_handler(self) -> Any:
        """Errors in words, with a code that stays."""
        return in_words

    def get(self, request: Request) -> Response:
        """The lines chosen; 400 with the parameter and the value for what is not there."""
        pairs = [(name, value) for name, values in request.query_params.lists() for value in values]
        asked = [value for name, value in pairs if name == "board" and value]
        asker = _asker(request, asked)
        try:
            choice = choice_asked((name, value) for name, value in pairs if name != "board")
            drawn = board_explored(asker.whose, choice)
        except NotKnown as unknown:
            raise ParseError(str(unknown), code=f"{unknown.parameter}-not-known") from None
        except TooMuch as large:
            raise ParseError(str(large), code="too-much") from None
        if request.method == "GET":
            handing_out.enter(
                what=f"GET {request.get_full_path()}"[:500],
                rows=sum(len(line.points) for line in drawn),
                sensitive=any(line.small for line in drawn),
                board_id=asker.whose.board_id,
                board_code=asker.board_code,
                by=asker.actor,
            )
        return Response(of_drawn(asker.board_code, drawn, synthetic=asker.synthetic))


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, of which board, and whose figures of it they see."""

    board_code: str
    synthetic: bool
    whose: Whose
    actor: Actor


def _asker(request: Request, asked: Sequence[str]) -> _Asker:
    """A key has its board; a person says which."""
    if len(set(asked)) > 1:
        raise ParseError("board: name one board.", code="board-not-known")
    token = request.auth
    if isinstance(token, Token):
        if asked and asked[0] != token.board.code:
            raise NotFound(_NO_BOARD, code="not-found")
        whose = Whose(token.board_id, frozenset({token.agency_id}))
        return _Asker(token.board.code, token.board.synthetic, whose, actor_of(token))
    standing = _standing(request, asked)
    verdict = can_see_scorecard(standing)
    if not verdict:
        raise PermissionDenied(verdict.reason, code="refused")
    whose = Whose(standing.board_id, agencies_seen(standing))
    return _Asker(standing.board_code, standing.synthetic, whose, standing.actor)


def _standing(request: Request, asked: Sequence[str]) -> Standing:
    """The person's standing at the board named, or at the only one they have a part in."""
    known = standings_of(request.user)
    if asked:
        known = tuple(one for one in known if one.board_code == asked[0])
    if not known:
        raise NotFound(_NO_BOARD, code="not-found")
    if len(known) > 1:
        codes = ", ".join(one.board_code for one in known)
        raise ParseError(f"board: say which of your boards, one of {codes}.", code="board-not-known")
    return known[0]
