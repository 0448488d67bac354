"""The forms of a pledge."""
