"""Where the demonstration's lines begin anew: a changed definition or a new usual level, each with its reason."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DemoBreak:
    """The indicator, the first day of the new stretch, whether `definition` or `rebase`, and why."""

    code: str
    first: date
    kind: str
    reason: str


def breaks() -> tuple[DemoBreak, ...]:
    """Every break, in the file's order."""
    with (Path(__file__).parent / "breaks.toml").open("rb") as file:
        return tuple(DemoBreak(**row) for row in tomllib.load(file)["break"])
