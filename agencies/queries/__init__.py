"""Questions the agencies room answers. No writes."""
