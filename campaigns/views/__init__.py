"""Pages of a bloc's years: they ask, try, and answer."""
