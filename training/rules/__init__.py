"""The rules of the training room: pure."""
