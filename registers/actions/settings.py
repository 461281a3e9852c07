"""Setting how a board's registers work, and who heads its agencies."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import line, said
from registers.models import ChiefOfficer, RegisterSettings
from registers.permissions import can_set_registers
from registers.queries.settings import register_settings
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands


@transaction.atomic
def set_registers(*, reply_days: int, ladder: Ladder, bands: Bands, by: Standing) -> RegisterSettings:
    """Set the days to reply, the ladder, and the bands and tolerance of risks. Scores stay; their bands change at once.

    Raises `Refused` when nothing changes, and Django's `ValidationError` when days or bands are out of order.
    """
    can_set_registers(by).demand()
    Board.objects.select_for_update(no_key=True).get(pk=by.board_id)
    was = register_settings(by.board_id)
    changes = _changes(was.reply_days, was.ladder, was.bands, reply_days, ladder, bands)
    if not changes:
        raise Refused("Nothing of it was changed.")
    found = RegisterSettings.objects.filter(board_id=by.board_id).first() or RegisterSettings(
        board_id=by.board_id
    )
    found.reply_days = reply_days
    found.member_after, found.letter_after, found.paper_after = ladder.member, ladder.letter, ladder.paper
    found.moderate_from, found.high_from, found.extreme_from = bands.moderate, bands.high, bands.extreme
    found.tolerance = bands.tolerance
    found.set_at, found.set_by = clock.now(), by.actor.words
    found.full_clean(exclude=["board"])
    found.save()
    record.enter(
        by=by.actor,
        verb="settings.set_registers",
        kind="register_settings",
        reference=by.board_id,
        board_code=by.board_code,
        words=f"Changed how the registers work: {'; '.join(changes)}.",
    )
    return found


@transaction.atomic
def set_chief_officer(
    *, agency: Agency, name: str, title: str, by: Standing, email: str = "", address: str = ""
) -> ChiefOfficer:
    """Say who heads an agency: the chair's letters go there. Raises `Refused` for one without a seat."""
    can_set_registers(by).demand()
    if agency not in seated_agencies(by):
        raise Refused(f"{agency.name} has no seat at this board today.")
    where = line(email, longest=254)
    if where:
        try:
            validate_email(where)
        except ValidationError:
            raise Refused("That is no email address, such as name@example.org.") from None
    found, _ = ChiefOfficer.objects.update_or_create(
        board_id=by.board_id,
        agency=agency,
        defaults={
            "name": line(name, empty="Enter the name."),
            "title": line(title, empty="Enter the title, such as Chief Executive."),
            "email": where,
            "address": said(address),
            "set_at": clock.now(),
            "set_by": by.actor.words,
        },
    )
    record.enter(
        by=by.actor,
        verb="settings.set_chief_officer",
        kind="register_settings",
        reference=by.board_id,
        board_code=by.board_code,
        words=f"{agency.name} is headed by {found.name}, {found.title}.",
    )
    return found


def _changes(
    days: int, ladder: Ladder, bands: Bands, new_days: int, new_ladder: Ladder, new_bands: Bands
) -> list[str]:
    """What changes, in words, in the order of the page."""
    pairs = (
        ("working days to reply", days, new_days),
        ("board member told after", ladder.member, new_ladder.member),
        ("letter to the chief officer after", ladder.letter, new_ladder.letter),
        ("board paper after", ladder.paper, new_ladder.paper),
        ("moderate from", bands.moderate, new_bands.moderate),
        ("high from", bands.high, new_bands.high),
        ("extreme from", bands.extreme, new_bands.extreme),
        ("tolerance", bands.tolerance, new_bands.tolerance),
    )
    return [f"{what} {was}, now {becomes}" for what, was, becomes in pairs if was != becomes]
