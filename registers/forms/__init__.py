"""The forms of the registers room, one file an aggregate."""
