"""HTML to PDF/UA-1: tagged, titled, the same bytes for the same input. No templates' words, no queries.

The letters are Liberation Sans (Debian's `fonts-liberation`), as wide as Arial and free to embed.
"""

from design.pdf.printing import ROOT, Pdf, PdfFailed, render

__all__ = ["ROOT", "Pdf", "PdfFailed", "render"]
