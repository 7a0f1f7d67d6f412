"""The Board's record: its minutes and actions, questions, inspections, challenges and decisions. Knows nothing of the Panel."""
