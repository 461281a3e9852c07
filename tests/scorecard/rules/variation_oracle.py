"""A slow and obvious second answer to `variation.analyse`: each rule as its sentence reads, by windows."""

from fractions import Fraction
from itertools import pairwise

FACTOR = Fraction("2.66")
TOO_WIDE = Fraction("3.267")


def expected(values, breaks=(), screening=True, minimum=13, baseline=None):
    """(mean, lower, upper, special) for every value. The first `baseline` known ones of a segment set its limits."""
    answer = []
    segment = []
    for index, value in enumerate(values):
        if index in breaks and segment:
            answer += _segment(segment, screening, minimum, baseline)
            segment = []
        segment.append(None if value is None else Fraction(value))
    return answer + _segment(segment, screening, minimum, baseline) if segment else answer


def _segment(values, screening, minimum, baseline):
    known = [value for value in values if value is not None]
    if not known:
        return [(None, None, None, "none")] * len(values)
    setting = _setting(values, baseline)
    known_setting = [value for value in setting if value is not None]
    mean = sum(known_setting) / len(known_setting)
    average = _average_range(setting, screening)
    if len(known) < minimum or average == 0:
        return [(mean, None, None, "none")] * len(values)
    lower, upper = mean - FACTOR * average, mean + FACTOR * average
    return [(mean, lower, upper, _special(values, i, mean, upper)) for i in range(len(values))]


def _setting(values, baseline):
    """The values up to the last of the baseline; all of them where there are not so many."""
    for end in range(len(values) + 1):
        if len([value for value in values[:end] if value is not None]) == baseline:
            return values[:end]
    return values


def _average_range(values, screening):
    ranges = []
    for i in range(1, len(values)):
        if values[i] is not None and values[i - 1] is not None:
            ranges.append(abs(values[i] - values[i - 1]))
    if not ranges:
        return Fraction(0)
    average = sum(ranges) / len(ranges)
    narrow = [width for width in ranges if width < TOO_WIDE * average]
    if screening and sum(narrow) > 0:
        return sum(narrow) / len(narrow)
    return average


def _windows(values, i, size):
    """Every stretch of `size` points without a gap that holds point i, the latest first."""
    for start in range(min(i, len(values) - size), max(i - size, -1), -1):
        window = values[start : start + size]
        if None not in window:
            yield window


def _special(values, i, mean, upper):
    """The first rule that applies, in the order of precedence."""
    if values[i] is None:
        return "none"
    width = upper - mean
    rules = (_outside, _trend, _two_of_three, _run)
    deviations = [None if value is None else value - mean for value in values]
    return next((word for word in (rule(deviations, i, width) for rule in rules) if word), "none")


def _outside(deviations, i, width):
    if abs(deviations[i]) > width:
        return "above_limit" if deviations[i] > 0 else "below_limit"
    return None


def _trend(deviations, i, _width):
    for window in _windows(deviations, i, 7):
        if all(b > a for a, b in pairwise(window)):
            return "trend_up"
        if all(b < a for a, b in pairwise(window)):
            return "trend_down"
    return None


def _two_of_three(deviations, i, width):
    two_thirds = width * Fraction(2, 3)
    for window in _windows(deviations, i, 3):
        for side, word in ((1, "two_of_three_above"), (-1, "two_of_three_below")):
            out = [deviation * side for deviation in window]
            far = [distance > two_thirds for distance in out]
            if min(out) > 0 and sum(far) >= 2 and deviations[i] * side > two_thirds:
                return word
    return None


def _run(deviations, i, _width):
    for window in _windows(deviations, i, 7):
        if all(deviation > 0 for deviation in window):
            return "run_above"
        if all(deviation < 0 for deviation in window):
            return "run_below"
    return None
