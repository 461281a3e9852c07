"""Frozen data to HTML, PDF and what belongs beside it. No queries: the same data gives the same bytes."""

from reports.build.beside import beside
from reports.build.printed import html, pdf
from reports.build.word import word

__all__ = ["beside", "html", "pdf", "word"]
