"""Steps of a migration that are done together."""

import pytest
from django.db import models
from django.db.migrations.operations import AddField, CreateModel, RunSQL
from django.db.migrations.state import ProjectState

from agencies.migrations._at_once import AtOnce

KEY = ("id", models.BigAutoField(primary_key=True))


def test_the_state_afterwards_is_that_of_the_steps_one_by_one() -> None:
    steps = [
        CreateModel("Street", [KEY]),
        CreateModel("House", [KEY, ("street", models.ForeignKey("agencies.Street", models.CASCADE))]),
    ]
    together, singly = ProjectState(), ProjectState()

    AtOnce(steps).state_forwards("agencies", together)
    for step in steps:
        step.state_forwards("agencies", singly)

    assert together == singly
    assert together.apps.get_model("agencies", "House")._meta.get_field(
        "street"
    ).related_model._meta.label == ("agencies.Street")


def test_what_changes_rows_is_not_done_together() -> None:
    with pytest.raises(TypeError, match="not done together"):
        AtOnce([RunSQL("SELECT 1")])


def test_a_field_of_a_table_that_is_made_beside_it_stands_in_the_table() -> None:
    with pytest.raises(TypeError, match="not done together"):
        AtOnce([CreateModel("Street", [KEY]), AddField("Street", "name", models.TextField())])
