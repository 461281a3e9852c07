"""The demonstration board: synthetic, and says so."""
