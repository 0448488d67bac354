"""What people type in the course of a year."""
