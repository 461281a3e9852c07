"""Verbs that write in the scorecard room: keyword-only, `by=`, one transaction, one entry."""
