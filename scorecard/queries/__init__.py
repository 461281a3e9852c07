"""Questions the scorecard room answers: one a function, named by its answer. No writes."""
