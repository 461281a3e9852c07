"""Tables made together: a migration of forty tables is one step, so Django remakes its models once and not forty times.

Making the database of a new portal, or of a test run, takes a tenth of the time. What it does to the database is what
the steps would do one by one.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


class TablesAtOnce(Operation):
    """Makes tables, each whole with its fields and constraints, in an order in which each finds those it points to.

    Then it adds their triggers. TypeError for any other operation.
    """

    reversible = True
    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Take tables and triggers, in order."""
        if any(not isinstance(one, CreateModel | AddTrigger) for one in operations):
            raise TypeError("Only tables and their triggers are made at once.")
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
        """Make them. Each step looks at nothing but what is there in the end."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Remove the tables, the last first; triggers go with them."""
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate` says of it."""
        made = [one.name for one in self.operations if isinstance(one, CreateModel)]
        return f"Make {len(made)} tables: {', '.join(made)}"
