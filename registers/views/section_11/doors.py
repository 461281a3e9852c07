"""The two doors of a self-assessment, an account at the board and a signed link. Behind them are the same pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from agencies.door import at_board, at_link, demand, link_closed
from agencies.queries.links import Link
from agencies.rules.standing import Standing
from registers.models import Assessment
from registers.permissions.section_11 import can_do
from registers.queries.section_11.parts import PURPOSE, assignment_opened
from registers.queries.section_11.seen import assessment_seen, reads_words
from registers.queries.section_11.writers import Writer, writer_by, writer_of
from registers.rules.section_11.states import Verb

#: How long a browser may look at what a link opened: an afternoon's writing.
STAYS = timedelta(hours=4)
_OVER = (
    "Not saved: this page has been open too long, and the link asks for a code again. Open the link in another tab, "
    "type the code there, then press Save here."
)


@dataclass(frozen=True, slots=True)
class Door:
    """Whoever came in, to which self-assessment, and how its pages are addressed from there."""

    assessment: Assessment
    writer: Writer
    #: The namespace of its pages, and what stands first in every address.
    space: str
    where: tuple[object, ...]
    board_name: str
    synthetic: bool
    #: Whether they read what stands in it; and the link they came by.
    reads: bool = True
    link: Link | None = None

    def to(self, page: str = "", *more: object) -> str:
        """The address of one of its pages."""
        name = f"assessment-{page}" if page else "assessment"
        return reverse(f"{self.space}:{name}", args=[*self.where, *more])

    @property
    def writes(self) -> bool:
        """Whether they may write in it now."""
        return bool(can_do(Verb.WRITE, self.assessment, self.writer.parts, keeps=False))


Page = Callable[..., HttpResponseBase]


def by_account(view: Page) -> Page:
    """Wrap a page for those with standing at the board: `view(request, door, …)`; 404 for what is not theirs to see."""

    @at_board
    @wraps(view)
    def entered(
        request: HttpRequest, standing: Standing, cycle: int, organisation: str, **more: Any
    ) -> HttpResponseBase:
        found = assessment_seen(standing, cycle, organisation)
        if found is None:
            raise Http404("No such self-assessment, or it is not yours to see.")
        door = Door(
            assessment=found,
            writer=writer_of(standing, found),
            space="registers",
            where=(standing.board_code, cycle, organisation),
            board_name=standing.board_name,
            synthetic=standing.synthetic,
            reads=reads_words(standing, found),
        )
        return view(request, door, **more)

    return entered


def by_link(view: Page) -> Page:
    """Wrap a page for whoever came by a link to their part: what ended since is as if it had never been."""

    @at_link(PURPOSE, argument="part", code_page="assess:code")
    @wraps(view)
    def entered(request: HttpRequest, link: Link, **more: Any) -> HttpResponseBase:
        assignment = assignment_opened(link)
        if assignment is None:
            return link_closed(request)
        door = Door(
            assessment=assignment.assessment,
            writer=writer_by(assignment),
            space="assess",
            where=(link.token,),
            board_name=link.board_name,
            synthetic=link.board.synthetic,
            link=link,
        )
        return view(request, door, **more)

    @wraps(entered)
    def told(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response = entered(request, *args, **more)
        if request.headers.get("HX-Request") and response.status_code in (302, 404):
            return HttpResponse(_OVER, content_type="text/plain; charset=utf-8")
        return response

    return told


def demand_reading(door: Door) -> None:
    """403 where what stands in it is its organisation's alone until it is signed off."""
    if not door.reads:
        raise PermissionDenied(
            "It is still being written. What stands in it is shown once its executive has signed it off."
        )


def demand_doing(door: Door, verb: Verb) -> None:
    """403 with the reason unless they may do this to it now."""
    demand(can_do(verb, door.assessment, door.writer.parts, keeps=False))
