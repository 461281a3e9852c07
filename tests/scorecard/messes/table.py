"""The table of messes: domain.md section 2's thirty-six, in its numbering, by what they are about."""

from tests.scorecard.messes import files, numbers, past, shapes, signs, times
from tests.scorecard.messes.mess import Mess

MESSES: tuple[Mess, ...] = tuple(
    sorted(
        (one for part in (shapes, signs, numbers, times, past, files) for one in part.MESSES),
        key=lambda one: one.number,
    )
)
