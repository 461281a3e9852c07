"""Section 11 self-assessments."""
