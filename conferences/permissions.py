"""Who may do what at a bloc's conferences."""
