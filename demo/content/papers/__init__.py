"""Texts of the demonstration's papers, one module a paper; each has TITLE and BLOCKS."""
