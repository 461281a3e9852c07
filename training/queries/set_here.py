"""What a board has set for its training, for the page of it."""

from dataclasses import dataclass

from agencies.models import Agency
from agencies.queries.people import seated_agencies
from agencies.queries.record import Line, lines_about
from agencies.rules.standing import Standing
from training.models import Headcount, Profession, TrainingSettings, WorkDomain
from training.queries.settings import training_settings


@dataclass(frozen=True, slots=True)
class SetHere:
    """The days, the work addresses by agency, the professions, the headcounts latest first, and what was changed."""

    settings: TrainingSettings
    domains: tuple[tuple[Agency, tuple[WorkDomain, ...]], ...]
    professions: tuple[Profession, ...]
    headcounts: tuple[Headcount, ...]
    record: tuple[Line, ...]


def set_here(standing: Standing) -> SetHere:
    """Everything on the page; an agency without a work address is listed, since no link can be sent to its staff."""
    agencies = seated_agencies(standing)
    listed = WorkDomain.objects.filter(agency__in=agencies).order_by("domain")
    of: dict[int, list[WorkDomain]] = {}
    for one in listed:
        of.setdefault(one.agency_id, []).append(one)
    headcounts = Headcount.objects.filter(board_id=standing.board_id).select_related("agency", "profession")
    return SetHere(
        settings=training_settings(standing.board_id),
        domains=tuple((one, tuple(of.get(one.pk, ()))) for one in agencies),
        professions=tuple(Profession.objects.filter(board_id=standing.board_id)),
        headcounts=tuple(headcounts.order_by("agency__name", "-as_of", "profession__order")),
        record=lines_about(standing, "training_settings", standing.board_id),
    )


def profession_seen(standing: Standing, profession_id: int) -> Profession | None:
    """One of the board's professions."""
    return Profession.objects.filter(pk=profession_id, board_id=standing.board_id).first()
