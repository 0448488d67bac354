"""Whether it may be done now."""
