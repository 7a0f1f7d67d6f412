"""Words and figures of the demonstration county, as plain data; reads no database and sets no dates."""
