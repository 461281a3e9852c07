"""What every table of ours declares: who may know each field, and that its changes are kept."""

import pytest
from django.core.management import call_command
from django.db.models import Model
from factory.django import DjangoModelFactory

from agencies.models import Person
from tests import factories
from tests.architecture.house import history_of, our_models

SENSITIVITIES = {"public", "official", "personal"}
#: `_at` says when somebody did something; these only follow from one that has its `_by`.
FOLLOWS = {
    "Invitation.expires_at": "sent_at",
    "SignedLink.expires_at": "sent_at",
    "Authorship.signed_off_at": "author",
}

#: What is erased with a person who is forgotten: no history may keep it.
ERASED = {
    "Learner": {"email", "name"},
    "Assignment": {"email", "name"},
    "Booking": {"manager_email", "ended_why"},
    "SignedLink": {"email"},
    "Intake": {"findings", "waiting"},
    "Letter": {"to", "last_error", "calendar"},
}

MODELS = our_models()


def named(model: type[Model]) -> str:
    return model.__name__


def fields_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def is_append_only(model: type[Model]) -> bool:
    """Whether the database itself refuses both changes and removals, of every row."""
    refused = set()
    for trigger in getattr(model._meta, "triggers", ()):
        if type(trigger).__name__ == "Protect" and trigger.condition is None:
            refused |= {word for word in ("UPDATE", "DELETE") if word in str(trigger.operation).upper()}
    return refused == {"UPDATE", "DELETE"}


def test_the_house_has_tables() -> None:
    assert len(MODELS) > 25


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_field_declares_who_may_know_it(model: type[Model]) -> None:
    declared = getattr(model, "sensitivity", {})

    assert set(declared) == fields_of(model)
    assert set(declared.values()) <= SENSITIVITIES


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_what_names_a_person_is_declared_personal(model: type[Model]) -> None:
    """A key to a person, an email address or a password is about somebody, whatever else it is."""
    for field in model._meta.concrete_fields:
        if field.name in ("email", "password", "token_hash") or field.related_model is Person:
            assert model.sensitivity[field.name] == "personal", field.name  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_change_is_kept_or_there_is_none(model: type[Model]) -> None:
    """Tracked by triggers, or never changed at all, or saying in words why its changes need no keeping."""
    tracked, reason = history_of(model) is not None, getattr(model, "tracked", "")

    if not tracked and not is_append_only(model):
        assert len(reason) > 20, (
            "Track it with pghistory, protect it with a trigger, or say why not in `tracked`."
        )
    assert not (tracked and reason)


@pytest.mark.parametrize("model", [one for one in MODELS if history_of(one)], ids=named)
def test_the_history_keeps_every_field_but_the_secret_and_the_large(model: type[Model]) -> None:
    event = history_of(model)
    assert event is not None
    left_out = fields_of(model) - fields_of(event)
    erased = ERASED.get(model.__name__, set())

    assert erased <= left_out
    assert left_out - erased <= {"password", "last_login", "token_hash", "text", "html", "data"}


@pytest.mark.parametrize("model", [one for one in MODELS if history_of(one)], ids=named)
def test_history_is_append_only_and_written_by_the_database(model: type[Model]) -> None:
    event = history_of(model)
    assert event is not None

    assert is_append_only(event)
    written = {trigger.name for trigger in model._meta.triggers}
    assert {"insert_insert", "update_update", "delete_delete"} <= written


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_moment_somebody_did_something_says_who(model: type[Model]) -> None:
    names = fields_of(model)
    moments = {name for name in names if name == "at" or name.endswith("_at")}
    alone = {name for name in moments if f"{name.removesuffix('at')}by" not in names}
    excused = {name for name in alone if FOLLOWS.get(f"{model.__name__}.{name}") in names}

    assert alone - excused == set()


def test_no_excuse_is_out_of_date() -> None:
    standing = {f"{model.__name__}.{name}" for model in MODELS for name in fields_of(model)}

    assert set(FOLLOWS) - standing == set()


def test_every_model_has_one_factory() -> None:
    made = [
        one._meta.model
        for one in vars(factories).values()
        if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one._meta.model is not None
    ]

    assert sorted(map(named, made)) == sorted(map(named, MODELS))


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_every_factory_makes_a_sound_row(db: None, model: type[Model]) -> None:
    made = getattr(factories, f"{model.__name__}Factory")()

    made.refresh_from_db()
    assert str(made)


@pytest.mark.django_db
def test_the_migrations_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", "--check", "--dry-run")

    assert "No changes detected" in capsys.readouterr().out
