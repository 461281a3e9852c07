"""Versions of the standards: begun from guidance or from an earlier version, edited until a cycle asks by them."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Max

from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.queries.standings import board_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import LINE, PAGE, line, said
from registers.models import Crosswalk, Standard, StandardSet
from registers.permissions.section_11 import can_keep_cycles
from registers.rules.section_11.principles import principles_of

_TITLE = 120
#: More than anybody answers.
MOST = 40


@transaction.atomic
def start(*, year: int, by: Standing) -> StandardSet:
    """Begin a version from what guidance in force in that year asks.

    What is called as in the version before takes it up, so that answers can be carried forward.
    """
    can_keep_cycles(by).demand()
    before = _latest(by.board_id)
    made = _make(f"Standards of the guidance in {year}", before, by)
    principles = principles_of(year)
    new = Standard.objects.bulk_create(
        Standard(
            standards=made, number=number, title=one.title, asks=one.asks, prompts="\n".join(one.prompts)
        )
        for number, one in enumerate(principles, 1)
    )
    if before is not None:
        earlier = {one.title.casefold(): one for one in before.standards.all()}
        for one in new:
            if one.title.casefold() in earlier:
                Crosswalk.objects.create(standard=one, earlier=earlier[one.title.casefold()])
    _enter(made, "start", f"Began {made} with {len(principles)} standards.", by)
    return made


@transaction.atomic
def begin_version(*, standards_id: int, by: Standing) -> StandardSet:
    """Begin the next version from an earlier one: every standard takes up the one it was copied from."""
    can_keep_cycles(by).demand()
    source = _found(standards_id, by)
    made = _make(source.name, _latest(by.board_id), by)
    for one in source.standards.order_by("number"):
        copy = Standard.objects.create(
            standards=made, number=one.number, title=one.title, asks=one.asks, prompts=one.prompts
        )
        Crosswalk.objects.create(standard=copy, earlier=one)
    _enter(made, "begin_version", f"Began {made} from version {source.version}.", by)
    return made


@transaction.atomic
def rename(*, standards_id: int, name: str, by: Standing) -> StandardSet:
    """Change what a version is called. It may be changed later, too: nobody answers a name."""
    can_keep_cycles(by).demand()
    found = _found(standards_id, by)
    called = line(name, empty="Enter a name.", longest=LINE)
    if called == found.name:
        raise Refused("Nothing has changed.")
    was, found.name = found.name, called
    found.save(update_fields=["name"])
    _enter(found, "rename", f"Called version {found.version} “{called}”; it was “{was}”.", by)
    return found


@transaction.atomic
def add_standard(
    *,
    standards_id: int,
    title: str,
    asks: str,
    by: Standing,
    prompts: str = "",
    takes_up: Collection[int] = (),
) -> Standard:
    """Add a standard at the end of a version."""
    found = _editable(standards_id, by)
    number = (found.standards.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST:
        raise Refused(f"{MOST} standards are the most.")
    made = Standard(standards=found, number=number)
    _fill(made, title, asks, prompts)
    made.save()
    _take_up(made, takes_up)
    _enter(found, "add_standard", f"Added “{made}” to version {found.version}.", by)
    return made


@transaction.atomic
def amend_standard(
    *, standard_id: int, title: str, asks: str, prompts: str, takes_up: Collection[int], by: Standing
) -> Standard:
    """Change a standard and what it takes up of earlier versions."""
    made = _standard(standard_id, by)
    was = str(made)
    _fill(made, title, asks, prompts)
    made.save()
    _take_up(made, takes_up)
    words = f"Changed “{made}” in version {made.standards.version}" + (
        f"; it was “{was}”." if was != str(made) else "."
    )
    _enter(made.standards, "amend_standard", words, by)
    return made


@transaction.atomic
def remove_standard(*, standard_id: int, by: Standing) -> None:
    """Take a standard out of a version; those after it move up."""
    made = _standard(standard_id, by)
    version, words = made.standards, str(made)
    if made.taken_up_by.exists():
        raise Refused("A later version takes it up. Change that first.")
    made.delete()
    for one in version.standards.filter(number__gt=made.number).order_by("number"):
        one.number -= 1
        one.save(update_fields=["number"])
    _enter(version, "remove_standard", f"Took “{words}” out of version {version.version}.", by)


@transaction.atomic
def move_standard(*, standard_id: int, up: bool, by: Standing) -> Standard:
    """Change a standard's place with its neighbour's. Raises `Refused` at either end."""
    made = _standard(standard_id, by)
    other = made.standards.standards.filter(number=made.number + (-1 if up else 1)).first()
    if other is None:
        raise Refused("It is the first already." if up else "It is the last already.")
    here, there = made.number, other.number
    Standard.objects.filter(pk=other.pk).update(number=F("number") + 1_000)
    made.number = there
    made.save(update_fields=["number"])
    other.number = here
    other.save(update_fields=["number"])
    _enter(made.standards, "move_standard", f"Moved “{made.title}” to number {there}.", by)
    return made


def settle(found: StandardSet, by: Standing) -> None:
    """Keep a version as it is from now on, because a cycle asks by it; inside the caller's transaction."""
    if found.settled_at is None:
        found.settled_at, found.settled_by = clock.now(), by.actor.words
        found.save(update_fields=["settled_at", "settled_by"])


def _make(name: str, before: StandardSet | None, by: Standing) -> StandardSet:
    one_after_another(Work.NUMBERING, by.board_id)
    return StandardSet.objects.create(
        board=board_at(by),
        version=before.version + 1 if before else 1,
        name=name,
        made_at=clock.now(),
        made_by=by.actor.words,
    )


def _latest(board_id: int) -> StandardSet | None:
    return StandardSet.objects.filter(board_id=board_id).order_by("-version").first()


def _found(standards_id: int, by: Standing) -> StandardSet:
    found = StandardSet.objects.select_for_update().filter(pk=standards_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("No such version of the standards at this board.")
    return found


def _editable(standards_id: int, by: Standing) -> StandardSet:
    can_keep_cycles(by).demand()
    found = _found(standards_id, by)
    if found.settled_at is not None:
        raise Refused("A cycle asks by this version, so it stays as it is. Begin a new version from it.")
    return found


def _standard(standard_id: int, by: Standing) -> Standard:
    found = Standard.objects.filter(pk=standard_id, standards__board_id=by.board_id).first()
    if found is None:
        raise Refused("No such standard: it was taken out.")
    found.standards = _editable(found.standards_id, by)
    return found


def _fill(standard: Standard, title: str, asks: str, prompts: str) -> None:
    standard.title = line(title, empty="Enter a title.", longest=_TITLE)
    standard.asks = said(asks, empty="Say what is asked.", longest=PAGE)
    standard.prompts = "\n".join(
        one.strip() for one in said(prompts, longest=PAGE).splitlines() if one.strip()
    )


def _take_up(standard: Standard, earlier: Collection[int]) -> None:
    """Set which standards of earlier versions it takes up; others of its own board only."""
    version = standard.standards
    fit = Standard.objects.filter(
        pk__in=earlier, standards__board_id=version.board_id, standards__version__lt=version.version
    )
    wanted = set(fit.values_list("pk", flat=True))
    if wanted != set(earlier):
        raise Refused("A standard takes up those of earlier versions of the same board.")
    standard.takes_up.exclude(earlier_id__in=wanted).delete()
    there = set(standard.takes_up.values_list("earlier_id", flat=True))
    Crosswalk.objects.bulk_create(
        Crosswalk(standard=standard, earlier_id=pk) for pk in sorted(wanted - there)
    )


def _enter(found: StandardSet, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"section_11.{verb}",
        kind="standard_set",
        reference=found.pk,
        board_code=by.board_code,
        words=words,
    )
