"""A Word file in, pieces of a text out: looked at, read and rewritten in the closed process (pcc_portal.pdf.worker).

Nothing of the file itself is kept or shown: words are read out of it and cleaned again on the way in, pictures are
encoded anew. Names no row and no database.
"""
