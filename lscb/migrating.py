"""Migrating in half the time: a trigger added to a model, or taken away, changes no column, so no model is made anew.

pgtrigger remakes the model and all that are tied to it for each of some three hundred triggers: half of what migrating
an empty database costs. What a migration does to the database is left as it is.
"""

from typing import Any

from pgtrigger import migrations

#: The method by which an operation changes the state of migrations, as Django calls it.
_STATE = "state_forwards"


def spare_models() -> None:
    """Let pgtrigger's operations note a trigger in the state of migrations, and no more."""
    for operation, does in ((migrations.AddTrigger, _note), (migrations.RemoveTrigger, _forget)):
        setattr(operation, _STATE, does)


def _note(operation: Any, app_label: str, state: Any) -> None:
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]


def _forget(operation: Any, app_label: str, state: Any) -> None:
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [one for one in options.get("triggers", []) if one.name != operation.name]
