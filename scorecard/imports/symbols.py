"""What signs such as `x` and `*` stand for, by who published them and when, or as an agency said. Never a number.

`x` meant "suppressed, 1 to 5" in DfE's tables up to 2019 and means "not available" since: a sign has a meaning
only where the file itself says whose it is, or the sender has said so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecard.imports.rows import Answers, Source
from scorecard.rules.figures import WITH_VALUE, Stage, Status

#: The last year of tables in which DfE used signs of its own.
_DFE_OWN_UNTIL = 2019


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign says of a figure: why there is none, or how settled it is."""

    status: Status | None = None
    stage: Stage | None = None


Signs = Mapping[str, Sign]
NO_SIGNS: Signs = {}

_HIDDEN, _NONE, _NO_PLACE = Sign(Status.SUPPRESSED), Sign(Status.NOT_SUPPLIED), Sign(Status.NOT_APPLICABLE)
#: DfE, "Characteristics of children in need: 2017 to 2018", notes to the tables.
_DFE_OWN: Signs = {"x": _HIDDEN, ".": _NO_PLACE, "..": _NONE}
#: Government Analysis Function, "Symbols in tables: definitions and help" (2021): `low` and `k` round to zero and are
#: none, so they hide a small number.
_GOVERNMENT: Signs = {
    "c": _HIDDEN,
    "k": _HIDDEN,
    "low": _HIDDEN,
    "u": Sign(Status.LOW_RELIABILITY),
    "x": _NONE,
    ":": _NONE,
    "z": _NO_PLACE,
    "p": Sign(stage=Stage.PROVISIONAL),
    "r": Sign(stage=Stage.REVISED),
}
#: NHS England (before it NHS Digital) replaces small numbers with a star.
_NHS: Signs = {"*": _HIDDEN}


def sign_key(text: str) -> str:
    """A sign as it is looked up: lower case, without spaces or the square brackets some put round it."""
    bare = "".join(text.lower().split())
    return bare[1:-1] if len(bare) > 2 and bare[0] == "[" and bare[-1] == "]" else bare


def published_by(source: Source | None) -> Signs:
    """The signs of a publisher in a year; none when nobody says whose they are."""
    if source is None:
        return NO_SIGNS
    if source.publisher == "dfe":
        return _DFE_OWN if source.year <= _DFE_OWN_UNTIL else _GOVERNMENT
    return {"government": _GOVERNMENT, "nhs": _NHS}.get(source.publisher, NO_SIGNS)


def signs_for(source: Source | None, answers: Answers) -> Signs:
    """The signs of a table: its publisher's, and before them what the agency said of its own."""
    return {
        **published_by(source),
        **{sign_key(text): _answered(word) for text, word in answers.symbols.items()},
    }


def _answered(word: str) -> Sign:
    """What an agency said a sign stands for: a status without a number, or a stage. Any other word is none."""
    if word in set(Stage):
        return Sign(stage=Stage(word))
    return Sign(Status(word)) if word in set(Status) - WITH_VALUE else Sign()
