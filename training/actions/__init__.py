"""Verbs of the training room: one transaction and one entry in the record each."""
