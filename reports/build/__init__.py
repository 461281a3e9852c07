"""Frozen data to HTML to PDF. No queries: the same data gives the same bytes."""

from reports.build.printed import html, pdf

__all__ = ["html", "pdf"]
