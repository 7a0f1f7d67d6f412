"""Two clerks at one entry over a line that loses things, as static/js/minutes-entry.js behaves; and what must hold of it."""

import random
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import uuid4

from django.db.models import Max

from pcc_portal.meetings.actions import entries
from pcc_portal.meetings.models import Entry
from pcc_portal.meetings.printing.wording import html_of, typed_of
from pcc_portal.writing.actions.saving import BothTexts
from pcc_portal.writing.models import Revision
from tests.factories.days import NOW

# What becomes of something that is sent: it arrives; it is lost on the way; its answer is; it arrives twice.
REMOVED = 0.05
LONGEST = 40  # characters that a run takes over from the one before
WAYS = ("arrives", "arrives", "lost", "unanswered", "twice")


@dataclass
class Server:
    """The actions themselves, answering as the view does: (status, what is told)."""

    item: object
    key: object = None

    def standing(self, who):
        """(key, version, words) of the entry that both open; a new one where the last was removed."""
        rows = Entry.objects.filter(pk=self.key).values_list("block__version", "block__html")
        found = rows.first() if self.key else None
        if found is None:
            self.key = uuid4()
            Server.add(self, who, self.key, "")
            found = (1, "")
        return self.key, found[0], typed_of(found[1])

    def add(self, who, key, said):
        made = entries.add(self.item, kind="statement", key=key, html=html_of(said), by=who, at=NOW)
        return 200, {"version": made.block.version, "words": typed_of(made.block.html)}

    def save(self, who, key, said, base):
        entry = Entry.objects.select_related("block__text", "minutes", "item").filter(pk=key).first()
        if entry is None:
            return 409, {"gone": True}
        saved = entries.save(entry, html=html_of(said), base_version=base, by=who, at=NOW)
        if not isinstance(saved.words, BothTexts):
            return 200, {"version": saved.words.block.version}
        if saved.words.current is None:
            return 409, {"gone": True}
        current = saved.words.current
        return 409, {"version": current.version, "words": typed_of(current.html)}

    def remove(self, who, key):
        if entry := Entry.objects.select_related("item__meeting").filter(pk=key).first():
            entry.item = self.item
            entries.remove(entry, by=who, at=NOW)


class ByHttp(Server):
    """The same through the pages, as the script asks them. ``clients`` are signed in: {user: client}."""

    def __init__(self, item, clients):
        super().__init__(item)
        self.clients = clients
        self.root = f"{item.meeting.path}minutes/"

    def _post(self, who, path, **data):
        answer = self.clients[who].post(self.root + path, data, headers={"Accept": "application/json"})
        return answer.status_code, answer.json()

    def add(self, who, key, said):
        return self._post(who, f"items/{self.item.pk}/add/", kind="statement", key=key, said=said)

    def save(self, who, key, said, base):
        return self._post(who, f"entries/{key}/", said=said, base_version=base)


@dataclass
class Hands:
    """One clerk's page with the entry open."""

    who: object
    server: Server
    key: object
    said: str = ""
    saved: str | None = ""
    base: int = 1
    is_new: bool = False
    conflict: dict | None = None
    sent: list = field(default_factory=list)
    told_saved: list = field(default_factory=list)  # words that the page called saved
    seen: set = field(default_factory=lambda: {""})  # words of the other that were shown

    @property
    def is_dirty(self):
        return self.is_new or self.said != self.saved

    def type(self, words):
        self.said = f"{self.said} {words}".strip()

    def send(self, way):
        if self.conflict is not None or not self.is_dirty or way == "lost":
            return
        ask, said = self._add if self.is_new else self._save, self.said
        if not self.is_new:
            self.sent.append(said)
        answer = ask(said)
        if way == "twice":
            answer = ask(said)
        if way != "unanswered":
            self._take(said, *answer)

    def _add(self, said):
        return self.server.add(self.who, self.key, said)

    def _save(self, said):
        return self.server.save(self.who, self.key, said, self.base)

    def _take(self, said, status, told):
        if self.is_new:
            assert status == 200
            self.is_new, self.base, self.saved = False, 1, told["words"]
            self.told_saved.append(told["words"])
        elif status == 200:
            self.base, self.saved, self.sent = told["version"], said, []
            self.told_saved.append(said)
        elif not told.get("gone") and told["words"] in self.sent:
            self.base, self.saved, self.sent = told["version"], told["words"], []
        else:
            self.conflict = told
            self.seen.add(told.get("words", ""))

    def choose(self, which):
        told, self.conflict, self.sent = self.conflict, None, []
        if told.get("gone"):
            # Put back as a new entry, or let go.
            self.key, self.is_new, self.base, self.saved = uuid4(), which != "theirs", 1, None
            if which == "theirs":
                self.said = self.saved = ""
            return
        self.base, self.saved = told["version"], told["words"]
        if which == "theirs":
            self.said = told["words"]
        elif which == "both":
            self.said = f"{told['words']} {self.said}"


def interleave(server, one, other, seed, *, steps=4):
    """A random run of typing, sending, losing and removing, after which the line is good and both settle.

    Returns what it lost, which is to be nothing: words that a clerk was told are saved, or has on the page in the end,
    and that are in no revision; and versions that replaced words of the other who had not been shown them.
    """
    chance = random.Random(seed)
    before = Revision.objects.aggregate(last=Max("pk"))["last"] or 0
    key, base, words = server.standing(one)
    pair = [Hands(who, server, key, said=words, saved=words, base=base) for who in (one, other)]
    for hands in pair:
        hands.seen.add(words)
    for step in range(steps):
        hands = chance.choice(pair)
        if hands.conflict is not None:
            hands.choose(chance.choice(["mine", "theirs", "both"]))
        elif chance.random() < REMOVED:
            server.remove(hands.who, hands.key)
        else:
            hands.said = hands.said[-LONGEST:]
            hands.type(f"{seed}{'ab'[pair.index(hands)]}{step}")
            hands.send(chance.choice(WAYS))
    for _ in range(8):
        for hands in pair:
            if hands.conflict is not None:
                hands.choose(chance.choice(["mine", "both"]))
            hands.send("arrives")
    assert not [hands for hands in pair if hands.is_dirty or hands.conflict], "They never settled."
    return _lost(pair, words, list(Revision.objects.filter(pk__gt=before).order_by("block_id", "version")))


def _lost(pair, stood, rows):
    kept = {stood, *(typed_of(row.html) for row in rows)}
    wanted = {words for hands in pair for words in [*hands.told_saved, hands.said] if words}
    seen = {hands.who.pk: hands.seen for hands in pair}
    unseen = [
        (before.html, after.html)
        for before, after in pairwise(rows)
        if before.block_id == after.block_id
        and before.by_id != after.by_id
        and typed_of(before.html) not in seen[after.by_id]
    ]
    return sorted(wanted - kept), unseen
