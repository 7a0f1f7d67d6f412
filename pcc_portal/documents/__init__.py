"""Files and their versions, markings, exemptions, and Release, the one gate to the public. What a document is for (a paper of a meeting) belongs above."""
