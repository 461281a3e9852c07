"""What the registers' pages print, in words."""
