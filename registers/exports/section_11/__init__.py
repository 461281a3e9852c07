"""Files of Section 11: what is taken away from a self-assessment."""
