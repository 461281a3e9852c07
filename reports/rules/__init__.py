"""What a report is made of, frozen. No Django."""
