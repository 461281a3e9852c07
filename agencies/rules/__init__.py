"""Pure rules about people and time. No Django."""
