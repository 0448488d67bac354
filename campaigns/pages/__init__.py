"""What pages of a bloc's year show, put together."""
