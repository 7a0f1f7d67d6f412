"""Plain functions that make what a test needs, through the same actions as the portal."""
