"""What a rich page says: rows and words made ready for its template."""
