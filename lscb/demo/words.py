"""What the demonstration says about itself: its notice, which numbers are published facts, what is invented."""

#: Printed on every page of a synthetic board.
NOTICE = "Every figure is invented, except those listed as published."

#: (what, value, source) of every published number the demonstration shows.
PUBLISHED: tuple[tuple[str, str, str], ...] = ()

#: What is invented, in sentences.
INVENTED: tuple[str, ...] = ()
