"""The annual report: one file a section, each from the queries’ answers; `report` puts them together."""

from reports.gather.annual.report import annual_report

__all__ = ["annual_report"]
