"""Who somebody in the Board's old minutes is: by name, and by the letters that stood for them on the day of the meeting."""

from collections.abc import Iterable, Mapping
from datetime import date

from governance.queries.initials import LETTERS, Meanings, meanings_on
from pcc_portal.accounts.models import Person, Post
from pcc_portal.meetings.models import Body
from pcc_portal.meetings.queries import brought
from pcc_portal.meetings.queries.brought import NAMESAKES, Match

CHIEF_CONSTABLE = "Chief Constable"
NOT_EXPLAINED = "The record does not say whom these letters meant on that day."


def who_is(
    names: Iterable[str], people: Iterable[dict[str, str]], body: Body, *, on: date | None
) -> dict[str, Match]:
    """As for every body; and letters are whoever the file's own list gives them to, else whom they meant on that day.

    Where two may be meant, nobody is.
    """
    names, people = list(names), list(people)
    found = brought.who_is([*names, CHIEF_CONSTABLE], people, body, on=on)
    by_post = {"CC": found.pop(CHIEF_CONSTABLE)} if CHIEF_CONSTABLE not in names else {}
    listed = _listed(people, found)
    meanings = meanings_on(on) if on is not None else Meanings()
    present = [match.person.pk for match in found.values() if match.person is not None]
    for words in names:
        if LETTERS.fullmatch(words):
            found[words] = listed.get(words) or _meant(
                words, meanings, present, by_post.get(words, found[words])
            )
    return found


def _listed(people: list[dict[str, str]], found: dict[str, Match]) -> dict[str, Match]:
    """Letters that the list of those who were there explains: "Ruth Adeyemi (RA)"."""
    rows = [row for row in people if row["name"] and row["initials"]]
    return {row["initials"]: found[row["name"]] for row in rows if row["name"] in found}


def _meant(words: str, meanings: Meanings, present: list[int], by_post: Match) -> Match:
    """``by_post`` is whoever held the post that the letters name by themselves, as PCC does."""
    meant = meanings.meant(words, present)
    if len(meant) == 1:
        return Match(meant[0])
    if meant:
        return Match(None, NAMESAKES.format(who=", ".join(map(str, meant))), tuple(meant))
    return by_post if by_post.person is not None else Match(None, NOT_EXPLAINED)


def owner_of(
    words: list[str], who: Mapping[str, Person | None], meanings: Meanings | None
) -> tuple[Person | None, Post | None]:
    """Whose an action of old minutes is: one person, or the post that the letters stand for. Of several, nobody's."""
    if len(words) != 1:
        return None, None
    if meanings is not None and (post := meanings.post(words[0])):
        return None, post
    return who.get(words[0]), None
