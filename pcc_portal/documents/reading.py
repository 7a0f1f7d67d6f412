"""What one person may read of what was let out together: the open rows, and those of the exempt part that are theirs."""

from collections.abc import Iterable

from pcc_portal.documents.models import Release, Withheld


def apart(papers: Iterable[Release], withheld: Iterable[Withheld]) -> tuple[list[Release], list[Withheld]]:
    """Each paper once. What was exempt and is open now stands with the open ones; the place of what is exempt since is no paper.

    What members go on reading stands in the exempt part, and not again as the place that was left of it.
    """
    released = list(papers)
    opened = {row.subject_id for row in released if "gone" not in row.facts}
    exempt = [row for row in withheld if row.subject_id not in opened]
    read = {row.subject_id for row in exempt}
    return [row for row in released if row.subject_id not in read], exempt
