"""Runs the long trials and the benchmarks: `python -m ops.trials soak SEED ROUNDS`, or `... bench`.

A trial is a module of `tests/soak/` with `run(seed, rounds) -> dict`; a benchmark one of `benchmarks/` with
`run() -> dict`. Each finds Django ready and a migrated, empty database of its own. Their figures are printed
and kept under `var/soak/` and `var/bench/latest.json`. One that raises is reported, and the rest still run.
"""

import importlib
import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Figures = Mapping[str, Any]


def modules(folder: str) -> list[str]:
    """Names of the modules in a folder of the house that may hold a `run`."""
    return [f"{folder.replace('/', '.')}.{path.stem}" for path in sorted((ROOT / folder).glob("[a-z]*.py"))]


def run_all(folder: str, call: Callable[[Any], Figures]) -> tuple[dict[str, Figures], list[str]]:
    """Run every module of a folder on a database of its own: figures by module, and the names that failed."""
    figures: dict[str, Figures] = {}
    failed = []
    for name in modules(folder):
        module = importlib.import_module(name)
        if not hasattr(module, "run"):
            continue
        short = name.rpartition(".")[2]
        sys.stderr.write(f"{short}...\n")
        started = time.monotonic()
        try:
            with empty_database():
                figures[short] = dict(call(module))
        except Exception:
            failed.append(short)
            traceback.print_exc()
        sys.stderr.write(f"{short}: {time.monotonic() - started:.1f} s\n")
    return figures, failed


class empty_database:  # noqa: N801 (a context manager reads as a verb)
    """A migrated database that goes when the block ends."""

    def __enter__(self) -> None:
        from django.test.utils import setup_databases

        self.made = setup_databases(verbosity=0, interactive=False)

    def __exit__(self, *_: object) -> None:
        from django.test.utils import teardown_databases

        teardown_databases(self.made, verbosity=0)


def keep(path: Path, content: Mapping[str, Any]) -> None:
    """Write figures as JSON, and print them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, indent=2, default=str)
    path.write_text(text + "\n")
    print(text)
    sys.stderr.write(f"Kept in {path.relative_to(ROOT)}.\n")


def main(arguments: list[str]) -> int:
    """Run what is named; 1 when any of it failed, 2 when the words are not understood."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb.settings")
    match arguments:
        case ["soak", seed, rounds]:
            django.setup()
            figures, failed = run_all("tests/soak", lambda module: module.run(int(seed), int(rounds)))
            head = {"seed": int(seed), "rounds": int(rounds), "failed": failed}
            keep(ROOT / "var" / "soak" / f"seed-{seed}-rounds-{rounds}.json", head | {"trials": figures})
        case ["bench"]:
            django.setup()
            figures, failed = run_all("benchmarks", lambda module: module.run())
            head = {"python": platform.python_version(), "cores": os.cpu_count() or 0, "failed": failed}
            keep(ROOT / "var" / "bench" / "latest.json", head | {"benchmarks": figures})
        case _:
            sys.stderr.write("Usage: python -m ops.trials soak SEED ROUNDS | bench\n")
            return 2
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
