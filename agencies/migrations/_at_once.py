"""Steps of a migration done together: Django remakes its models once for all of them, and not once for each.

Making the database of a new portal, or of a test run, takes a tenth of the time. What it does to the database is what
the steps would do one by one.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

_ADDS = CreateModel | AddField | AddConstraint | AddIndex | AddTrigger | RemoveTrigger


class AtOnce(Operation):
    """Makes tables, each whole and after those it points to; adds fields, constraints and indexes to older tables.

    Triggers are put on or taken off in between. TypeError for any other operation, and for what is added to a table
    that is made beside it: write it where the table is made.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Take the steps, in order."""
        made = {one.name.lower() for one in operations if isinstance(one, CreateModel)}
        for one in operations:
            added = isinstance(one, AddField | AddConstraint | AddIndex) and one.model_name.lower() in made
            if added or not isinstance(one, _ADDS):
                raise TypeError(f"{one.describe()}: this is not done together with others.")
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note everything, and let the models be made anew when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Do them. Each step looks at nothing but what is there before all of them, and after."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Undo them, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate` says of it."""
        return "; ".join(one.describe() for one in self.operations)
