"""Whom letters mean in the Board's minutes on the day of a meeting: its people, holders of posts, and the glossary."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from governance.models import GlossaryTerm, Initials
from pcc_portal.accounts.models import Holding, Person, Post

LETTERS = re.compile(r"(?<![\w&/.-])[A-Z]{2,6}(?![\w-])")
# Capitals that are words of the language, or units that nobody explains.
COMMON = frozenset({"AM", "PM", "OK", "UK", "TV", "PDF", "CD", "IT", "ID", "AND", "NOT", "ANY"})


@dataclass
class Meanings:
    """``people`` may hold several for the same letters: then nobody knows who is meant."""

    people: dict[str, dict[int, Person]] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)  # letters that stand for a post
    terms: dict[str, str] = field(default_factory=dict)

    def is_known(self, letters: str) -> bool:
        return letters in self.people or letters in self.terms or letters in COMMON

    def meant(self, letters: str, present: Iterable[int] = ()) -> list[Person]:
        """Whom the letters can mean; where one of several was there and the others were not, that one."""
        found = list(self.people.get(letters, {}).values())
        there = [person for person in found if person.pk in set(present)]
        return there if len(there) == 1 else found

    def post(self, who: str) -> Post | None:
        """The post that letters, or its own title in words ("the Chief Constable"), stand for."""
        if who in self.posts:
            return self.posts[who]
        title = who.lower().removeprefix("the ")
        return next((post for post in self.posts.values() if post.title.lower() == title), None)

    def of(self, person_id: int) -> list[str]:
        """A person's letters, their own before those of a post."""
        mine = [letters for letters, people in self.people.items() if person_id in people]
        return sorted(mine, key=lambda letters: letters in self.posts)

    def unknown_in(self, words: str) -> list[str]:
        """In the order of the words, each once."""
        return [one for one in dict.fromkeys(LETTERS.findall(words)) if not self.is_known(one)]


def meanings_on(day: date) -> Meanings:
    """In force on a day; three queries, however many there are."""
    found = Meanings(terms=dict(GlossaryTerm.objects.values_list("letters", "meaning")))
    held = Prefetch("post__holdings", Holding.objects.on(day).select_related("person"), to_attr="held")
    for row in Initials.objects.on(day).select_related("person", "post").prefetch_related(held):
        people = found.people.setdefault(row.letters, {})
        if row.person is not None:
            people[row.person.pk] = row.person
        elif row.post is not None:
            found.posts[row.letters] = row.post
            people |= {holding.person_id: holding.person for holding in row.post.held}
    found.people = {letters: people for letters, people in found.people.items() if people}
    return found
