"""What people do about awards."""
