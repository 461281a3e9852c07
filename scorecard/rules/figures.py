"""The words a figure is described with. No arithmetic, no tables."""

from enum import StrEnum


class Status(StrEnum):
    """What a figure's value is, or why there is none: five kinds of empty are five different facts."""

    REPORTED = "reported"
    TRUE_ZERO = "true_zero"
    SUPPRESSED = "suppressed"
    NOT_SUPPLIED = "not_supplied"
    NOT_YET_DUE = "not_yet_due"
    NOT_APPLICABLE = "not_applicable"
    LOW_RELIABILITY = "low_reliability"


#: The statuses that come with a number. LOW_RELIABILITY may or may not.
WITH_VALUE = frozenset({Status.REPORTED, Status.TRUE_ZERO})


class Stage(StrEnum):
    """How settled a figure is."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    FINAL = "final"


class Basis(StrEnum):
    """What stretch of time a figure covers. Different bases are never compared."""

    IN_PERIOD = "in_period"
    SNAPSHOT = "snapshot"
    YEAR_TO_DATE = "year_to_date"
    ROLLING = "rolling"


class Kind(StrEnum):
    """Whether an indicator counts what happened in a period or what stood at its end."""

    FLOW = "flow"
    SNAPSHOT = "snapshot"


class Unit(StrEnum):
    """What an indicator's value is counted in."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    MEAN = "mean"
    MEDIAN = "median"


class Polarity(StrEnum):
    """Which way is better: higher, lower, neither, or inside a band."""

    HIGHER = "higher"
    LOWER = "lower"
    CONTEXT = "context"
    BAND = "band"
