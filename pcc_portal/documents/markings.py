"""What may be said of a paper: its marking, and on which ground it is withheld, under the one law or the other.

Source: Local Government Act 1972, Schedule 12A Part 1 (England), paragraphs 1 to 7 as substituted by SI 2006/88;
Elected Local Policing Bodies (Specified Information) Order 2011, exceptions; Government Security Classifications, August
2024.
"""

from collections.abc import Sequence

from django.db import models


class Marking(models.TextChoices):
    NONE = "none", "No marking"
    OFFICIAL = "official", "OFFICIAL"
    SENSITIVE = "official_sensitive", "OFFICIAL-SENSITIVE"

    @property
    def stamp(self) -> str:
        """What is printed top centre on each page of this paper; nothing for unmarked papers."""
        return "" if self == Marking.NONE else str(self.label)


class Audience(models.TextChoices):
    PUBLIC = "public", "Everyone"
    MEMBERS = "members", "Members of the body only"


SCHEDULE_12A = {
    1: "information relating to any individual",
    2: "information which is likely to reveal the identity of an individual",
    3: "information relating to the financial or business affairs of any particular person (including the authority holding it)",
    4: "information relating to consultations or negotiations about a labour relations matter",
    5: "information in respect of which a claim to legal professional privilege could be maintained",
    6: "information which reveals that the authority proposes to give a notice, or to make an order or direction",
    7: "information relating to any action taken or to be taken in connection with the prevention, investigation or prosecution of crime",
}


THE_ORDER = "Specified Information Order 2011, exceptions"


class Ground(models.TextChoices):
    """Why an elected local policing body does not publish something (Specified Information Order 2011, exceptions)."""

    SECURITY = "security", "It would be against the interests of national security"
    SAFETY = "safety", "It might put somebody’s safety at risk"
    CRIME = "crime", "It might harm the prevention or detection of crime, or justice"
    LAW = "law", "The law forbids it"
    COMMERCIAL = "commercial", "It is commercially sensitive"
    PERSONAL = "personal", "It is about a person’s private affairs"


def grounds_in_words(grounds: Sequence[str]) -> str:
    """ "it is commercially sensitive; the law forbids it", in the order in which the Order has them."""
    return "; ".join(f"{one.label[0].lower()}{one.label[1:]}" for one in Ground if one in grounds)


def paragraphs_in_words(paragraphs: Sequence[int]) -> str:
    """ "paragraph 1", "paragraphs 1 and 7", "paragraphs 1, 2 and 7"."""
    numbers = [str(p) for p in sorted(set(paragraphs))]
    if len(numbers) == 1:
        return f"paragraph {numbers[0]}"
    return f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def description(paragraphs: Sequence[int]) -> str:
    """The Schedule 12A description of what is withheld, as the public may read it."""
    return "; ".join(SCHEDULE_12A[p] for p in sorted(set(paragraphs)))


def not_for_publication(paragraphs: Sequence[int], grounds: Sequence[str] = ()) -> str:
    """What LGA 1972 s100B(5) wants on every copy of a withheld report; of the Board's, on which ground of the Order."""
    if not paragraphs:
        return f"Not for publication: {grounds_in_words(grounds)} ({THE_ORDER})"
    return (
        f"Not for publication: {paragraphs_in_words(paragraphs)} of Schedule 12A ({description(paragraphs)})"
    )
