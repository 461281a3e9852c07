"""From approved to out: circulated to those it is for, or published; later corrected by a new edition."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from agencies import mail
from agencies.keeping import Damaged, kept_by_hash
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import said
from registers.queries.chasing import standing_members
from reports.actions.held import edition_words, enter, held_report, move
from reports.models import Printing, Report, ReportText
from reports.permissions import can_move_embargo
from reports.queries.approval import record_of
from reports.queries.out import demand_nothing_given_away
from reports.queries.titles import called
from reports.rules.kinds import KINDS, Kind
from reports.rules.releases import embargo_fits, letter
from reports.rules.states import RELEASED, Life, Verb
from scorecard.queries.publishing import GivesAway


@transaction.atomic
def release(*, report_id: int, by: Standing, embargo_until: datetime | None = None) -> Report:
    """Circulate or publish the record of what was approved. Earlier editions are superseded.

    With an embargo the public reads it from then on. A circulated one is written of to those it is for.
    """
    report = held_report(Verb.RELEASE, report_id, by)
    record = _record_to_release(report)
    until = embargo_until if report.edition == 1 else report.embargo_until
    if until is not None and until != report.embargo_until:
        embargo_fits(until, now=clock.now(), for_the_public=report.is_for_the_public).demand()
    move(report, Verb.RELEASE)
    report.embargo_until = until
    report.released_at, report.released_by = clock.now(), by.actor.words
    report.save()
    _supersede(report, by)
    told = 0 if report.is_for_the_public else _write_to_readers(report)
    held = until is not None and until > clock.now()
    details: dict[str, object] = {"sha256": record.sha256, "data_sha256": record.data_sha256}
    what = "Published" if report.is_for_the_public else "Circulated"
    after = f", held back until {until.astimezone(clock.LONDON):%-d %B %Y, %H:%M}" if until and held else ""
    wrote = f" {told} {'person was' if told == 1 else 'people were'} written to." if told else ""
    enter(report, "release", f"{what} the {edition_words(report)}{after}.{wrote}", by.actor, details)
    return report


@transaction.atomic
def move_embargo(*, report_id: int, until: datetime | None, by: Standing) -> Report:
    """Change when the public may read what is published and still held back; None: now."""
    report = Report.objects.select_for_update(of=("self",)).select_related("board").get(pk=report_id)
    if report.board_id != by.board_id:
        raise Refused("That is another board’s.")
    can_move_embargo(by, report).demand()
    if until is not None:
        embargo_fits(until, now=clock.now(), for_the_public=True).demand()
    report.embargo_until = until
    report.version += 1
    report.save()
    day = f"until {until.astimezone(clock.LONDON):%-d %B %Y, %H:%M}" if until else "no longer"
    enter(report, "move_embargo", f"The {edition_words(report)} is held back {day}.", by.actor)
    return report


@transaction.atomic
def correct(*, report_id: int, what: str, by: Standing) -> Report:
    """Open the next edition, with the texts as they stand, to put this right. The old one holds until it is out."""
    report = held_report(Verb.CORRECT, report_id, by)
    correction = said(what, empty="Say what the new edition puts right.")
    same = Report.objects.filter(board=report.board, kind=report.kind, first=report.first, last=report.last)
    newest = same.order_by("-edition")[0]
    if newest.pk != report.pk:
        raise Refused(f"Edition {newest.edition} is open already.")
    following = Report.objects.create(
        board=report.board,
        kind=report.kind,
        first=report.first,
        last=report.last,
        edition=report.edition + 1,
        correction=correction,
        meeting=report.meeting,
        chosen=report.chosen,
        guidance=report.guidance,
        embargo_until=report.embargo_until,
        opened_at=clock.now(),
        opened_by=by.actor.words,
    )
    _carry_over(report, following)
    enter(
        report,
        "correct",
        f"Opened edition {following.edition} to correct the {called(report).inside}.",
        by.actor,
    )
    enter(following, "open", f"Opened the {edition_words(following)}, to put right: {correction}", by.actor)
    return following


def _record_to_release(report: Report) -> Printing:
    """The record, whole as it was filed. `Refused` where there is none, it is damaged, or it tells too much."""
    record = record_of(report)
    if record is None:
        raise Refused("The record is not printed yet. Wait until it is there, and look at it.")
    try:
        kept_by_hash(record.stored, record.sha256)
    except Damaged as trouble:
        raise Refused(str(trouble)) from trouble
    if report.is_for_the_public:
        try:
            demand_nothing_given_away(report, record)
        except GivesAway as trouble:
            raise Refused(str(trouble)) from None
    return record


def _supersede(report: Report, by: Standing) -> None:
    earlier = Report.objects.select_for_update(of=("self",)).filter(
        board=report.board, kind=report.kind, first=report.first, last=report.last, edition__lt=report.edition
    )
    for one in earlier.filter(state__in=RELEASED - {Life.SUPERSEDED}).select_related("board"):
        one.state = Life.SUPERSEDED
        one.version += 1
        one.save()
        enter(one, "supersede", f"Edition {report.edition} takes its place.", by.actor)


def _write_to_readers(report: Report) -> int:
    """A letter to everybody it is circulated to, with the address of its page and nothing of what it says."""
    page = reverse("reports:report", args=[report.board.code, report.pk])
    words = letter(
        called(report).text, KINDS[Kind(report.kind)].classification, f"{settings.PUBLIC_URL}{page}"
    )
    readers = {one.person.email: one for one in standing_members(report.board_id, roles=_readers(report))}
    for one in readers.values():
        mail.queue(to=one.person.email, subject=words.subject, text=f"{one.person.name},\n\n{words.text}")
    return len(readers)


def _readers(report: Report) -> list[str]:
    """The roles a circulated report is for: a pack, every member; evidence for an inspection, whoever hands it over."""
    needs = Permission.REPORT_BUILD if report.kind == Kind.EVIDENCE else Permission.REPORT_SEE_DRAFT
    return [role.value for role in Role if needs in BUNDLES[role].permissions]


def _carry_over(report: Report, following: Report) -> None:
    """The texts as they stand, each still by who wrote it. None counts as the chair's: nobody has changed it yet."""
    newest = ReportText.objects.filter(report=report).order_by("section", "-pk").distinct("section")
    ReportText.objects.bulk_create(
        ReportText(
            report=following,
            section=one.section,
            text=one.text,
            written_at=one.written_at,
            written_by=one.written_by,
            author_id=one.author_id,
        )
        for one in sorted(newest, key=lambda each: each.pk)
    )
