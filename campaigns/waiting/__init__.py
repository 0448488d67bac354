"""What waits for whom in a bloc's year; the home page shows it."""
