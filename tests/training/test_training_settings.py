"""What a board sets for its training: days, work addresses, professions, headcounts."""

from datetime import date

import pytest
from django.test import Client

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import AgencyFactory, LearnerFactory, ProfessionFactory
from tests.training.conftest import BY, StandingOf
from training.actions import settings as acts
from training.models import Headcount, Profession, WorkDomain
from training.queries.headcounts import staff_by_agency
from training.queries.settings import training_settings
from training.queries.work_addresses import is_work_address
from training.rules.settings import Days

pytestmark = pytest.mark.django_db


def test_days_are_set_and_what_changed_is_on_record(board: Board, coordinator: Standing) -> None:
    acts.set_days(days=Days(remind=5, names=1461, words=365), by=coordinator)

    assert training_settings(board.pk).remind_days == 5
    assert Entry.objects.get(verb="training_settings.set_days").words == (
        "Changed how training is looked after: working days before a session on which people are reminded 3, now 5; "
        "days for which free text is kept 731, now 365."
    )
    with pytest.raises(Refused, match="Nothing"):
        acts.set_days(days=Days(remind=5, names=1461, words=365), by=coordinator)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        (Days(21, 1461, 365), "from 0 to 20"),
        (Days(3, 1461, 29), "from 30 to 3,653"),
        (Days(3, 3654, 365), "from 30 to 3,653"),
        (Days(3, 365, 366), "no longer than names"),
    ],
)
def test_days_that_make_no_sense_are_refused(coordinator: Standing, days: Days, why: str) -> None:
    with pytest.raises(Refused, match=why):
        acts.set_days(days=days, by=coordinator)


def test_a_work_address_is_listed_as_people_write_it(health: Agency, coordinator: Standing) -> None:
    for typed in ("Health.example", "somebody@nhs.health.example", "@trust.example"):
        acts.list_domain(agency=health, domain=typed, by=coordinator)

    assert set(WorkDomain.objects.values_list("domain", flat=True)) == {
        "health.example",
        "nhs.health.example",
        "trust.example",
    }
    assert is_work_address(health.pk, "h@HEALTH.example")
    assert not is_work_address(health.pk, "h@evil-health.example")
    with pytest.raises(Refused, match="listed for"):
        acts.list_domain(agency=health, domain="health.example", by=coordinator)


@pytest.mark.parametrize(
    "typed", ["", "health", "health example", "gmail.com", "-x.example", "a..example", "x" * 300]
)
def test_what_is_no_agencys_own_domain_is_not_listed(
    health: Agency, coordinator: Standing, typed: str
) -> None:
    with pytest.raises(Refused):
        acts.list_domain(agency=health, domain=typed, by=coordinator)


def test_a_domain_taken_out_is_sent_no_links(health: Agency, coordinator: Standing) -> None:
    listed = acts.list_domain(agency=health, domain="health.example", by=coordinator)

    acts.unlist_domain(domain_id=listed.pk, by=coordinator)

    assert not is_work_address(health.pk, "h@health.example")
    with pytest.raises(Refused, match="not listed any more"):
        acts.unlist_domain(domain_id=listed.pk, by=coordinator)


def test_the_usual_professions_are_entered_once_into_an_empty_list(board: Board) -> None:
    assert acts.enter_usual_professions(board=board, by=BY) == 20
    assert acts.enter_usual_professions(board=board, by=BY) == 0
    assert Profession.objects.first().name == "Social workers"  # type: ignore[union-attr]


def test_professions_are_added_called_something_else_and_taken_out(
    board: Board, coordinator: Standing
) -> None:
    first = acts.add_profession(name="Play workers", by=coordinator)
    second = acts.add_profession(name="Play, workers!", by=coordinator)
    assert (first.code, second.code) == ("play-workers", "play-workers-2")
    with pytest.raises(Refused, match="in the list already"):
        acts.add_profession(name="play workers", by=coordinator)

    acts.rename_profession(profession_id=first.pk, name="Playworkers", by=coordinator)
    acts.remove_profession(profession_id=second.pk, by=coordinator)

    assert list(Profession.objects.filter(board=board).values_list("name", flat=True)) == ["Playworkers"]


def test_a_profession_somebody_has_is_not_taken_out(board: Board, coordinator: Standing) -> None:
    nurse = ProfessionFactory(board=board)
    LearnerFactory(board=board, profession=nurse)

    with pytest.raises(Refused, match="call it something else"):
        acts.remove_profession(profession_id=nurse.pk, by=coordinator)


def test_the_latest_headcount_of_all_staff_is_what_places_are_shared_by(
    board: Board, health: Agency, coordinator: Standing
) -> None:
    nurse = ProfessionFactory(board=board)
    for number, profession, day in ((600, None, 1), (640, None, 31), (70, nurse, 31)):
        acts.tell_headcount(
            agency=health,
            profession=profession,
            number=number,
            as_of=date(2018, 3, day),
            source="Census",
            by=coordinator,
        )
    acts.tell_headcount(
        agency=health, profession=None, number=650, as_of=date(2018, 3, 31), source="Census", by=coordinator
    )

    assert staff_by_agency(board.pk) == {health.pk: 650}
    assert Headcount.objects.count() == 3


def test_a_headcount_to_come_and_one_of_a_stranger_are_refused(coordinator: Standing, health: Agency) -> None:
    given = {"profession": None, "number": 5, "source": "", "by": coordinator}
    with pytest.raises(Refused, match="day that has come"):
        acts.tell_headcount(agency=health, as_of=date(2018, 5, 22), **given)
    with pytest.raises(Refused, match="no seat"):
        acts.tell_headcount(agency=AgencyFactory(), as_of=date(2018, 5, 1), **given)


def test_only_the_coordinator_sets_anything(health: Agency, chair: Person, standing_of: StandingOf) -> None:
    with pytest.raises(Refused, match="Only the training coordinator"):
        acts.list_domain(agency=health, domain="health.example", by=standing_of(chair))


def test_the_page_shows_and_changes_all_of_it(
    client: Client, training_coordinator: Person, health: Agency, board: Board
) -> None:
    client.force_login(training_coordinator)
    here = "/wessex/learning/settings/"
    client.post(f"{here}professions/usual/")
    client.post(f"{here}work-addresses/add/", {"agency": health.pk, "domain": "health.example"})
    day = {"as_of_day": "31", "as_of_month": "3", "as_of_year": "2018"}
    client.post(f"{here}headcounts/add/", {"agency": health.pk, "number": "640", "source": "Census", **day})

    said = client.get(here).content.decode()
    for words in ("Social workers", "health.example", "640", "31 Mar 2018", "Census"):
        assert words in said
    client.post(f"{here}work-addresses/{WorkDomain.objects.get().pk}/remove/")
    client.post(f"{here}headcounts/{Headcount.objects.get().pk}/withdraw/")
    assert not WorkDomain.objects.exists()
    assert not Headcount.objects.exists()
