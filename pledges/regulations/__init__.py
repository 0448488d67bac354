"""Whether something may be done with a pledge now."""
