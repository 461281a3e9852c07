"""The forms of the training room."""
