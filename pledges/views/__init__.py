"""The pages of a pledge."""
