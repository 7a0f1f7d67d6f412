"""Bodies, seats, meetings, agendas, papers, packs and their issue, for every body alike. A body's own rules belong to its app."""
