"""What the scorecard decides, in pure Python: frozen dataclasses and exact arithmetic. No Django."""
