"""What can be chosen to look at, and what was: indicators, agencies, places, parts and periods."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, Min, OuterRef, Q

from agencies.models import Agency, Seat
from agencies.rules.standing import Standing
from scorecard.models import Area, Figure, Indicator
from scorecard.models.figure import FigureQuerySet
from scorecard.permissions import agencies_seen

#: The code by which the board's own line over every agency is asked for.
TOGETHER = "together"
#: How that line is called.
ALL_AGENCIES = "All agencies together"
#: What a figure is called that is of no part.
WHOLE = "all"
#: No answer holds more figures than this: 31 indicators of one agency over 20 years of quarters are half as many.
MOST = 5000


class NotKnown(ValueError):
    """Something was chosen that is not there, or not for this reader: the two are not told apart.

    `parameter` is what was chosen, in the words of an address, and `given` what was written.
    """

    def __init__(self, parameter: str, given: str, message: str) -> None:
        """Keep what was chosen; the message is a sentence for whoever chose it."""
        super().__init__(message)
        self.parameter, self.given = parameter, given


class TooMuch(ValueError):
    """More figures were chosen than one answer holds."""

    def __init__(self, most: int) -> None:
        """Say what to do about it; `most` is how many an answer holds."""
        super().__init__(
            f"That is more than {most:,} figures. Choose fewer indicators, agencies or areas, or fewer periods."
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen, by code. An empty tuple narrows nothing; periods lie within `since` and `until`, both included.

    Among `agencies`, TOGETHER is the board's own line over every agency. Among `breakdowns`, "all" is the whole.
    """

    indicators: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    comparators: bool = True


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures somebody sees: a board's, narrowed to some agencies' unless `agency_ids` is None."""

    board_id: int
    agency_ids: frozenset[int] | None

    def figures(self) -> FigureQuerySet:
        """Current figures of the board that are theirs to see."""
        found = Figure.objects.current().filter(indicator__board_id=self.board_id)
        return found if self.agency_ids is None else found.filter(agency_id__in=self.agency_ids)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen. `together` says whether there is a line of the board's own over every agency.

    `first` and `last` are the first and last day of any figure; None where there is none.
    """

    indicators: tuple[Indicator, ...]
    agencies: tuple[Agency, ...]
    areas: tuple[Area, ...]
    breakdowns: tuple[str, ...]
    together: bool
    first: date | None
    last: date | None


def choices(standing: Standing) -> Choices:
    """What this person can choose from: four queries."""
    whose = Whose(standing.board_id, agencies_seen(standing))
    indicators = indicators_of(whose)
    span = whose.figures().aggregate(first=Min("first"), last=Max("last"))
    parts = dict.fromkeys(str(part) for one in indicators for part in one.breakdown_values)
    return Choices(
        indicators,
        agencies_of(whose),
        areas_of(whose),
        tuple(parts),
        whose.agency_ids is None and any(one.owner_id is None for one in indicators),
        span["first"],
        span["last"],
    )


def indicators_of(whose: Whose) -> tuple[Indicator, ...]:
    """The board's current indicators; for who sees only some agencies' figures, those with one of them."""
    found = Indicator.objects.filter(board_id=whose.board_id, until__isnull=True)
    if whose.agency_ids is not None:
        theirs = whose.figures().filter(indicator__code=OuterRef("code"))
        found = found.filter(Exists(theirs))
    return tuple(found.select_related("owner", "perspective", "board"))


def agencies_of(whose: Whose) -> tuple[Agency, ...]:
    """The agencies by name that sit at the board or have sent it figures, of those whose figures are seen."""
    seats = Seat.objects.filter(board_id=whose.board_id, agency=OuterRef("pk"))
    sent = whose.figures().filter(agency=OuterRef("pk"))
    found = Agency.objects.filter(Q(Exists(seats)) | Q(Exists(sent)))
    if whose.agency_ids is not None:
        found = found.filter(pk__in=whose.agency_ids)
    return tuple(found.order_by("name", "pk"))


def areas_of(whose: Whose) -> tuple[Area, ...]:
    """The places by name that a figure seen is of."""
    return tuple(
        Area.objects.filter(Exists(whose.figures().filter(area=OuterRef("pk")))).order_by("name", "pk")
    )
