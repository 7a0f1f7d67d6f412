"""What the proof-reader asks of the Board's minutes and of letters about inspections. Importing it registers the checks."""

from governance.proofing import grades, letters, minutes

CHECKS = (grades, letters, minutes)
