"""Pages of a bloc's conferences: they ask, try, and answer."""
