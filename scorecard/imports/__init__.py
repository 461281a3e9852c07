"""Imports: sheets to rows (`read`), rows to sound ones and findings (`check`), those to tables (`load`)."""
