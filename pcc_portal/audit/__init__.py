"""Who did what and when, in the office's words; append-only, without keys to the rows it names. Row history belongs to pghistory, text history to writing."""
