"""Removes what set-up and runs have made: `make clean`. Refuses while a demo runs. Standard library only."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
MADE = (
    ".tools",
    ".venv",
    "node_modules",
    "var",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
)


def main():
    """Remove the folders, or say in one line why not."""
    from lscb import embedded

    used = [lock.parent for lock in (ROOT / "var").glob("**/embedded/lock") if embedded.in_use(lock.parent)]
    if used:
        print(f"Services are running in {used[0].relative_to(ROOT)}: stop them first.", file=sys.stderr)
        return 1
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
