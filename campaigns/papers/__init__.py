"""What is printed of a bloc's year."""
