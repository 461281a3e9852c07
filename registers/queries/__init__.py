"""What the registers know, one question a function."""
