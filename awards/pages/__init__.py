"""What the pages show, made ready."""
