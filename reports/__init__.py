"""What we publish: the annual report."""
