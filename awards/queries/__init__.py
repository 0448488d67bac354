"""What we know of a bloc's awards."""
