"""Who is told by mail of a bloc's conferences."""
