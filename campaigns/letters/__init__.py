"""Who is told by mail what happens in a bloc's year."""
