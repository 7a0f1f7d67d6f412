"""Everything people write: texts of ordered blocks that keep their ids, their cleaning, numbering, saving and rendering.

What a text is for, and who may read or write it, belongs to the app above that owns the text.
"""
