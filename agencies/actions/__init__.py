"""Verbs that write in the agencies room: keyword-only, `by=`, one transaction, one entry."""
