"""Invented people, papers and chairs; installed only with DEMO=1."""
