"""Dataclasses to words and tags for the pages of the reports room. No queries."""
