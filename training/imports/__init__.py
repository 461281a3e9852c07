"""Rows of agencies’ own learning systems, read, checked and loaded."""
