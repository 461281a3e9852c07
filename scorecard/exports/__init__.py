"""Files made from what the scorecard room knows: the template of a return, a sent file with its problems marked."""
