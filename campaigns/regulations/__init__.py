"""Whether something may be done in a bloc's year now."""
