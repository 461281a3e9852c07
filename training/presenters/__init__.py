"""Answers of the training room in words for pages."""
