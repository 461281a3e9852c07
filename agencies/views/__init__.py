"""The pages of the agencies room: coming in, and who has access."""
