"""What a bloc gives: kinds of awards, quotas of the year, nominations."""
