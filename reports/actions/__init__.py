"""Verbs that write in the reports room: keyword-only, `by=`, one transaction, one entry."""
