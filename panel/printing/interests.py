"""The register of interests as everyone may read it: of a sensitive interest only that there is one, and no home address."""

from datetime import date

from django.template.loader import render_to_string

from panel.queries import register
from pcc_portal.meetings.models import Body

KIND = "panel.interests"
WITHHELD = "An interest whose details are withheld (Localism Act 2011, section 32)."


def html(body: Body, *, on: date) -> str:
    """Every member of that day, by name. The words that are kept apart are not asked for here."""
    members = [
        (str(entry.person), [(row.get_category_display(), row.words or WITHHELD) for row in entry.interests])
        for entry in register.entries(body, on=on)
    ]
    return render_to_string("panel/released/interests_v1.html", {"members": members})
