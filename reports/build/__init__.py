"""Frozen data to HTML to PDF. No queries: the same data gives the same bytes."""

from reports.build.printed import html, pdf
from reports.build.word import word

__all__ = ["html", "pdf", "word"]
