"""Questions the reports room answers. No writes."""
