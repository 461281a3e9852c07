"""An agency's name may stand for a part of an indicator, however long the name is."""

from agencies.models import Agency, Seat
from agencies.rules.standing import Standing
from scorecard.models import CheckedRow, Figure, Indicator, Signal
from tests.building import LAST, load

LONG = "County and Borough Community Health, Mental Health and Learning Disability Partnership NHS Foundation Trust"


def test_a_figure_of_an_agency_with_a_long_name_is_checked_and_released(
    health: Agency, helen: Standing
) -> None:
    Agency.objects.filter(pk__in=Seat.objects.exclude(agency=health).values("agency")[:1]).update(name=LONG)
    Indicator.objects.filter(code="H02").update(breakdown="agency", breakdown_values=[])

    load(("H02", LAST, 1, 4, LONG), by=helen, agency=health)

    assert len(LONG) > 60
    assert Figure.objects.get().breakdown == LONG


def test_wherever_a_part_is_kept_there_is_room_for_an_agencys_name() -> None:
    room = Agency._meta.get_field("name").max_length

    for model in (CheckedRow, Figure, Signal):
        assert model._meta.get_field("breakdown").max_length >= room
