"""What pages of a conference show, put together."""
