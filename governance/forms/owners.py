"""Choosing whose something is: a post, with who holds it, or a person of the office or the force."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Prefetch, Q

from pcc_portal.accounts.models import Holding, Organisation, Person, Post
from pcc_portal.accounts.models.person import OrganisationKind

MOST_DIGITS = 9


class OwnerField(forms.ChoiceField):
    """``post-3`` or ``person-12``; cleaned to {owner_post, owner_person}. Whoever has left is no choice any more, and
    is known all the same when a page that stood open sends them: the action then says who holds the post now."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Whose it is")
        kwargs.setdefault(
            "help_text", "Given to a post, it passes to whoever holds the post next, by itself."
        )
        kwargs.setdefault("error_messages", {"required": "Choose whose it is."})
        super().__init__(**kwargs)

    def offer(self, host: Organisation, *, on: date) -> None:
        """The posts of the office and the force, and who holds them on a day. Two queries."""
        held = Holding.objects.on(on).select_related("person")
        here = Q(organisation=host) | Q(organisation__kind=OrganisationKind.FORCE)
        rows = Post.objects.filter(here).select_related("organisation")
        posts = rows.prefetch_related(Prefetch("holdings", held)).order_by("organisation__name", "title")
        groups: dict[str, list[tuple[str, str]]] = {}
        people: dict[int, Person] = {}
        for post in posts:
            holders = [row.person for row in post.holdings.all()]
            people |= {person.pk: person for person in holders}
            said = f"{post} ({', '.join(map(str, holders))})" if holders else f"{post} (nobody holds it)"
            groups.setdefault(f"Posts: {post.organisation}", []).append((f"post-{post.pk}", said))
        named = sorted(people.values(), key=lambda person: (person.family, person.given))
        groups["In person"] = [(f"person-{person.pk}", str(person)) for person in named]
        self.choices = [("", "Choose"), *groups.items()]

    def valid_value(self, value: Any) -> bool:
        return bool(self._found(value))

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return self._found(chosen) if chosen else {}

    def _found(self, value: Any) -> dict[str, Any]:
        kind, _, key = str(value).partition("-")
        if not (key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS):
            return {}
        if kind == "post":
            row = Post.objects.filter(pk=int(key)).first()
            return {"owner_post": row, "owner_person": None} if row else {}
        person = Person.objects.filter(pk=int(key)).first() if kind == "person" else None
        return {"owner_post": None, "owner_person": person} if person else {}
