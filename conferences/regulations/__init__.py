"""Whether something may be done about a conference now."""
