"""What we measure: indicators, returns, submissions, figures, benchmarks, variation."""
