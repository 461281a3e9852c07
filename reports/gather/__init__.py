"""Gathers the annual report: queries only, then everything frozen. What it prints, and how, is `build`'s.

The report is for the public in the end, so everything is worked out from what may be published: counts of
1 to 5 and what rests on them are hidden, and a hidden value counts as missing.
"""

from reports.gather.annual import annual_report

__all__ = ["annual_report"]
