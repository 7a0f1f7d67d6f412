"""States of the record of a week in which Commissioner and Chief Constable meet, and what it is released as."""

from django.db import models

from pcc_portal.lifecycle import Moves

WEEKLY, SHELF = "governance.weekly", "weekly"


class WeeklyState(models.TextChoices):
    DRAFT = "draft", "Not published"
    PUBLISHED = "published", "Open part published"


W = WeeklyState

# Published again after a change it stays what it is; what is taken back is a draft.
WEEKLY_MOVES: Moves = {
    W.DRAFT: frozenset({W.PUBLISHED}),
    W.PUBLISHED: frozenset({W.PUBLISHED, W.DRAFT}),
}

# What a portal begins with; the office keeps the list (WeeklyTopic).
TOPICS = ("Progress on the plan", "Performance", "Budget", "Enabling services", "Threats")
