"""How a board's registers work: what it has set, or the defaults; and who heads its agencies."""

from dataclasses import dataclass, field
from datetime import datetime

from agencies.models import Agency
from agencies.queries.people import seated_agencies
from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from registers.models import ChiefOfficer, RegisterSettings
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands

#: Working days to reply to a challenge, where a board says nothing else.
REPLY_DAYS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Days to reply, the ladder, bands and tolerance of one board; `set_at` is None while nobody changed them."""

    reply_days: int = REPLY_DAYS
    ladder: Ladder = field(default_factory=Ladder)
    bands: Bands = field(default_factory=Bands)
    set_at: datetime | None = None
    set_by: str = ""


def register_settings(board_id: int) -> Settings:
    """What a board has set for its registers, from one query; the defaults where it has set nothing."""
    found = RegisterSettings.objects.filter(board_id=board_id).first()
    if found is None:
        return Settings()
    return Settings(
        reply_days=found.reply_days,
        ladder=Ladder(member=found.member_after, letter=found.letter_after, paper=found.paper_after),
        bands=Bands(
            moderate=found.moderate_from,
            high=found.high_from,
            extreme=found.extreme_from,
            tolerance=found.tolerance,
        ),
        set_at=found.set_at,
        set_by=found.set_by,
    )


def chief_officers(standing: Standing) -> tuple[tuple[Agency, ChiefOfficer | None], ...]:
    """Every agency with a seat at the board, and who heads it where that is known."""
    known = {one.agency_id: one for one in ChiefOfficer.objects.filter(board_id=standing.board_id)}
    return tuple((agency, known.get(agency.pk)) for agency in seated_agencies(standing))


def record_of_settings(standing: Standing) -> tuple[Line, ...]:
    """What was ever changed of how the registers work."""
    return lines_about(standing, "register_settings", standing.board_id)
