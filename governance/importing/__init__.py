"""Old minutes of the Board from Word."""
