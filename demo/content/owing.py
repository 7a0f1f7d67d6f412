"""How the office of Ardenshire chases what the force owes, and for what more time is asked, invented."""

# Days after the day on which something is due (below nothing: before it), and the post that is told; none: its owner.
LADDER = [(-3, ""), (3, "Staff officer"), (10, "Chief Constable")]

# The beginning of what was undertaken, days from today until which time is asked, and why; what the office answered.
WAITS = (
    "Bring the final review of the Vehicle Crime Strategy",
    12,
    "The analyst came back from leave on Monday. Two divisions have sent their figures, the third sends them this week.",
)
GRANTED = (
    "Send the number of disclosure champions",
    16,
    "Training of the last course ends next week; with it the number is the one that counts.",
    "Agreed. Please send the number of today as well.",
)
