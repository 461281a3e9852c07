"""Words that could identify a child: what a text must not say before anybody but its sender has read it.

Four things stop a text, as issue and guidance name them: NHS and pupil numbers by their check digits; a date of
birth; a home address beside a person's age or initials; initials, or a given name, with an age. A name alone does
not, nor do ages of groups, places of work, periods or codes. The screen reads one text and knows no other.
"""

from agencies.rules.screening.demand import demand_no_child
from agencies.rules.screening.screen import screen
from agencies.rules.screening.text import Hit, Kind

__all__ = ["Hit", "Kind", "demand_no_child", "screen"]
