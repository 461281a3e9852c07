"""Answers into words and marks for a page. No queries."""
