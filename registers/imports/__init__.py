"""Lists that are sent to the registers: read, and everything wrong with them said at its cell."""
