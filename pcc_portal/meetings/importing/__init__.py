"""Old minutes, from rows of words to what they say: pure, with no query and no guess. What is not certain is found, not decided."""
