"""Turns the invented content into rows, papers and issued packs, through the portal's own actions."""
