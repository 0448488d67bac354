"""What people type about a conference."""
