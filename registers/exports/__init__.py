"""Files made from what the registers know."""

from registers.exports.letters import letter_docx, letter_pdf

__all__ = ["letter_docx", "letter_pdf"]
