"""Linear programmes, as HiGHS in scipy solves them. The only place that knows of scipy.

scipy takes a second to load and only publishing needs it, so each function loads it when first asked.

Whole numbers are searched for in so many steps and no more: some searches never end, for where nothing bounds a count
there is always a larger one to try. What is not found by then is called impossible, and so hides more, never less. The
limit is of steps and not of seconds, so that every machine finds the same.
"""

from collections.abc import Sequence
from math import inf
from typing import Any

#: From and to, infinite where there is no end.
Ends = tuple[Sequence[float], Sequence[float]]
#: Branches of one search in whole numbers. A thousand take about a second; most searches end within ten.
STEPS = 1_000
#: (row, unknown, coefficient)
Entries = Sequence[tuple[int, int, int]]


def matrix(entries: Entries, rows: int, unknowns: int) -> Any:
    """A sparse matrix of so many rows and unknowns."""
    from scipy.sparse import csr_array

    where = ([r for r, _, _ in entries], [i for _, i, _ in entries])
    return csr_array(([float(one) for _, _, one in entries], where), (rows, unknowns))


def least(
    weights: Sequence[int], ends: Ends, rows: Any, between: Ends, *, whole: bool
) -> tuple[list[float], float] | None:
    """The unknowns with the least sum of weight × unknown, and that sum; None for no solution, or no least."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    answer = milp(
        weights,
        integrality=[int(whole)] * len(weights),
        bounds=Bounds(*ends),
        constraints=LinearConstraint(rows, *between),
        options={"mip_rel_gap": 0, "node_limit": STEPS},
    )
    return None if answer.x is None else ([float(one) for one in answer.x], float(answer.fun))


def binding(weights: Sequence[int], ends: Ends, rows: Any, between: Ends) -> set[int]:
    """Which rows keep the sum of weight × unknown from being less, by the solution's own certificate.

    Empty when there is no solution, or no least one.
    """
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    above = [r for r, end in enumerate(between[1]) if end < inf]
    below = [r for r, end in enumerate(between[0]) if end > -inf]
    limits = [between[1][r] for r in above] + [-between[0][r] for r in below]
    answer = linprog(
        weights, A_ub=vstack([rows[above], -rows[below]]), b_ub=limits, bounds=list(zip(*ends, strict=True))
    )
    if answer.x is None:
        return set()
    return {r for r, one in zip([*above, *below], answer.ineqlin.marginals, strict=True) if abs(one) > 1e-9}


def short_step(ends: Ends, rows: Any, between: Ends, *, whole: bool) -> list[float] | None:
    """A step within these ends, and with rows within theirs, that moves the unknowns little in all.

    In fractions it is the shortest; in whole numbers the first that is found, for any will do.
    """
    from numpy import full, ones
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import eye_array, hstack, vstack

    _, size = rows.shape
    forth_and_back = hstack([eye_array(size), -eye_array(size)])
    tied = vstack([hstack([rows, -rows]), forth_and_back])
    limits = LinearConstraint(tied, [*between[0], *ends[0]], [*between[1], *ends[1]])
    answer = milp(
        ones(2 * size),
        integrality=full(2 * size, int(whole)),
        constraints=limits,
        options={"mip_rel_gap": inf, "node_limit": STEPS},
    )
    if answer.x is None:
        return None
    return [float(one - other) for one, other in zip(answer.x[:size], answer.x[size:], strict=True)]
