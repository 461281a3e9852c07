"""Reads the published charts of `published/*.toml`: data, what the source prints, and where its convention differs."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

FOLDER = Path(__file__).parent / "published"
#: What is said to come from texts, guides and manuals; the charts of `tools.toml` are only other software's.
TEXTS = ("wheeler", "texts", "health")


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """One published chart. Places are counted from one, as in print; None: the source does not say.

    Without `d2` the source multiplies the average range by 2.66, else by three over d2. `within` is how far off
    a printed value may be, where that is more than half of its last digit. Of the points the source marks
    (`special`) we leave out `theirs_too` and mark `ours_too` besides. `because` says why of either.
    """

    file: str
    name: str
    source: str
    values: str
    screening: bool = False
    baseline: int | None = None
    d2: str | None = None
    mean: str | None = None
    average_range: str | None = None
    lower: str | None = None
    upper: str | None = None
    width: str | None = None
    within: str | None = None
    outside: list[int] | None = None
    special: list[int] | None = None
    ours_too: tuple[int, ...] = ()
    theirs_too: tuple[int, ...] = ()
    because: str | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.source.split(',')[0].strip()})"

    @property
    def points(self) -> list[Fraction]:
        """The data, exactly as printed."""
        return [Fraction(one) for one in self.values.split()]

    @property
    def printed(self) -> tuple[tuple[str, str], ...]:
        """What the source prints of mean and limits, by what it is."""
        kinds = ("mean", "average_range", "lower", "upper", "width")
        return tuple((kind, text) for kind in kinds if (text := getattr(self, kind)) is not None)

    @property
    def factor(self) -> Fraction:
        """How many average ranges the source puts a limit from the mean."""
        return 3 / Fraction(self.d2) if self.d2 else Fraction("2.66")

    def agrees(self, value: Fraction, printed: str) -> bool:
        """Whether the source would print this value so."""
        last = Fraction(10) ** int(Decimal(printed).as_tuple().exponent)
        return abs(value - Fraction(printed)) <= Fraction(self.within or last / 2)


def charts() -> Iterator[Chart]:
    """Every chart of every file. A key that is no field of a chart is an error."""
    for path in sorted(FOLDER.glob("*.toml")):
        for entry in tomllib.loads(path.read_text())["chart"]:
            yield Chart(file=path.stem, **entry)
