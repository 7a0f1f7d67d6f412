"""HTML in, PDF bytes out; knows no noun of the office, no database and no address of the portal.

parts: what goes in and comes out. pool and worker: render processes. fetch: the closed fetcher.
uploads: other people's PDFs. assemble: many parts to one tagged PDF.
"""
