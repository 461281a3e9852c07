"""The way in for programs: a key, a file, its findings. The checks are those of every other way."""
