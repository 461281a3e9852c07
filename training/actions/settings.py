"""What a board sets for its training: days, work addresses, professions, and how many staff agencies have."""

import re
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.words import line
from training.models import Headcount, Profession, TrainingSettings, WorkDomain
from training.permissions import can_keep_training
from training.queries.settings import training_settings
from training.rules.professions import PROFESSIONS
from training.rules.settings import Days, fits

_DOMAIN = re.compile(
    r"(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+"
)
#: Where anybody may have an address: no agency's own.
_ANYBODYS = frozenset(
    {"gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "yahoo.com"}
    | {"yahoo.co.uk", "icloud.com", "aol.com", "btinternet.com", "sky.com", "proton.me", "protonmail.com"}
)
MOST_STAFF = 1_000_000


@transaction.atomic
def set_days(*, days: Days, by: Standing) -> TrainingSettings:
    """Set when people are reminded, and how long names and free text are kept."""
    can_keep_training(by).demand()
    fits(days).demand()
    Board.objects.select_for_update(no_key=True).get(pk=by.board_id)
    found = training_settings(by.board_id)
    was = Days(found.remind_days, found.names_kept, found.words_kept)
    if was == days:
        raise Refused("Nothing of it was changed.")
    found.remind_days, found.names_kept, found.words_kept = days.remind, days.names, days.words
    found.set_at, found.set_by = clock.now(), by.actor.words
    found.save()
    pairs = (
        ("working days before a session on which people are reminded", was.remind, days.remind),
        ("days for which names are kept", was.names, days.names),
        ("days for which free text is kept", was.words, days.words),
    )
    changes = "; ".join(f"{what} {old}, now {new}" for what, old, new in pairs if old != new)
    _enter(by, "set_days", f"Changed how training is looked after: {changes}.")
    return found


@transaction.atomic
def list_domain(*, agency: Agency, domain: str, by: Standing) -> WorkDomain:
    """Say what an agency's work addresses end with: signed links are sent to no others."""
    can_keep_training(by).demand()
    _demand_seat(agency, by)
    said = domain.strip().lower().rpartition("@")[2]
    if not _DOMAIN.fullmatch(said):
        raise Refused("Enter what follows the @ in work addresses, such as police.example.")
    if said in _ANYBODYS:
        raise Refused(f"Anybody can have an address at {said}: it is no agency’s own.")
    found, new = WorkDomain.objects.get_or_create(
        agency=agency, domain=said, defaults={"added_at": clock.now(), "added_by": by.actor.words}
    )
    if not new:
        raise Refused(f"{said} is listed for {agency} already.")
    _enter(by, "list_domain", f"Listed {said} for work addresses of {agency}.")
    return found


@transaction.atomic
def unlist_domain(*, domain_id: int, by: Standing) -> None:
    """Send no links there any more."""
    can_keep_training(by).demand()
    found = WorkDomain.objects.select_related("agency").filter(pk=domain_id).first()
    if found is None:
        raise Refused("It is not listed any more.")
    _demand_seat(found.agency, by)
    words = f"Took {found.domain} out of the work addresses of {found.agency}."
    found.delete()
    _enter(by, "unlist_domain", words)


@transaction.atomic
def enter_usual_professions(*, board: Board, by: Actor) -> int:
    """Enter the list boards start with, into one that has none; how many that is."""
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    if board.professions.exists():
        return 0
    made = [
        Profession.objects.create(board=board, code=code, name=name, order=order)
        for order, (code, name) in enumerate(PROFESSIONS, 1)
    ]
    record.enter(
        by=by,
        verb="training_settings.enter_usual_professions",
        kind="training_settings",
        reference=board.pk,
        board_code=board.code,
        words=f"Entered the usual list of {len(made)} professions.",
    )
    return len(made)


@transaction.atomic
def add_profession(*, name: str, by: Standing) -> Profession:
    """Add one to the end of the board's list."""
    can_keep_training(by).demand()
    board = Board.objects.select_for_update(no_key=True).get(pk=by.board_id)
    said = line(name, empty="Enter the profession.", longest=120)
    _demand_new(board, said)
    code, taken = slugify(said)[:36] or "profession", set(board.professions.values_list("code", flat=True))
    free = next(one for one in (code, *(f"{code}-{n}" for n in range(2, 1000))) if one not in taken)
    last = board.professions.aggregate(last=Max("order"))["last"] or 0
    made = Profession.objects.create(board=board, code=free, name=said, order=last + 1)
    _enter(by, "add_profession", f"Added “{said}” to the professions.")
    return made


@transaction.atomic
def rename_profession(*, profession_id: int, name: str, by: Standing) -> Profession:
    """Call it something else; who has it keeps it."""
    found = _profession(profession_id, by)
    said, was = line(name, empty="Enter the profession.", longest=120), found.name
    if said == was:
        raise Refused("Nothing has changed.")
    _demand_new(found.board, said, but=found.pk)
    found.name = said
    found.save(update_fields=["name"])
    _enter(by, "rename_profession", f"Called “{was}” “{said}” in the professions.")
    return found


@transaction.atomic
def remove_profession(*, profession_id: int, by: Standing) -> None:
    """Take one out that nobody has and nothing is counted by."""
    found = _profession(profession_id, by)
    if found.learners.exists() or found.bookings.exists() or found.headcounts.exists():
        raise Refused(f"People or headcounts are entered as “{found.name}”: call it something else instead.")
    words = f"Took “{found.name}” out of the professions."
    found.delete()
    _enter(by, "remove_profession", words)


@transaction.atomic
def tell_headcount(
    *, agency: Agency, profession: Profession | None, number: int, as_of: date, source: str, by: Standing
) -> Headcount:
    """Say how many staff an agency had on a day, in all or of a profession; the same day again is put right."""
    can_keep_training(by).demand()
    _demand_seat(agency, by)
    if not 0 <= number <= MOST_STAFF:
        raise Refused("Enter how many staff there are.")
    if as_of > clock.today():
        raise Refused("A headcount is of a day that has come.")
    if profession is not None and profession.board_id != by.board_id:
        raise Refused("That profession is not in this board’s list.")
    found, _ = Headcount.objects.update_or_create(
        board_id=by.board_id,
        agency=agency,
        profession=profession,
        as_of=as_of,
        defaults={
            "number": number,
            "source": line(source),
            "told_at": clock.now(),
            "told_by": by.actor.words,
        },
    )
    whom = profession.name if profession else "staff in all"
    _enter(by, "tell_headcount", f"{agency} had {number:,} {whom} on {as_of:%-d %B %Y}.")
    return found


@transaction.atomic
def withdraw_headcount(*, headcount_id: int, by: Standing) -> None:
    """Take a headcount back that was entered wrongly."""
    can_keep_training(by).demand()
    found = Headcount.objects.select_related("agency").filter(pk=headcount_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("It was taken back already.")
    words = f"Took a headcount of {found.agency} on {found.as_of:%-d %B %Y} back: it said {found.number:,}."
    found.delete()
    _enter(by, "withdraw_headcount", words)


def _profession(profession_id: int, by: Standing) -> Profession:
    can_keep_training(by).demand()
    rows = Profession.objects.select_for_update(of=("self",)).select_related("board")
    found = rows.filter(pk=profession_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("No such profession in this board’s list.")
    return found


def _demand_new(board: Board, name: str, *, but: int | None = None) -> None:
    if any(one.pk != but for one in board.professions.filter(name__iexact=name)):
        raise Refused(f"“{name}” is in the list already.")


def _demand_seat(agency: Agency, by: Standing) -> None:
    if agency not in seated_agencies(by):
        raise Refused(f"{agency} has no seat at this board today.")


def _enter(by: Standing, verb: str, words: str) -> None:
    record.enter(
        by=by.actor,
        verb=f"training_settings.{verb}",
        kind="training_settings",
        reference=by.board_id,
        board_code=by.board_code,
        words=words,
    )
