"""What the tests of the house ask about it: its rooms, its tracked files, its own modules and models."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).resolve().parents[2]
#: The rooms, upper ones first; those beside each other know nothing of each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("lscb",),
    ("reports",),
    ("training",),
    ("registers",),
    ("scorecard",),
    ("agencies",),
    ("design", "files"),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)
#: Folders of Python that are no rooms: nothing of the portal imports them.
NOT_ROOMS = ("benchmarks", "ops", "tests")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository, as git knows it; those new and not yet added count too."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of a room, but migrations."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in ROOMS
        and "migrations" not in path.relative_to(ROOT).parts
    )


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax of one Python file."""
    return ast.parse(path.read_text(), filename=str(path))


def our_models() -> tuple[type[Model], ...]:
    """Every model of ours, without the tables that triggers write history to."""
    return tuple(
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in ROOMS and not hasattr(model, "pgh_tracked_model")
    )


def history_of(model: type[Model]) -> type[Model] | None:
    """The table that triggers write this model's history to."""
    return next(
        (one for one in apps.get_models() if getattr(one, "pgh_tracked_model", None) is model),
        None,
    )
