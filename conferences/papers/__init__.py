"""What is printed about a conference."""
