"""Plain typing and the stored words of an entry; and the small turns of phrase that minutes are made of."""

import re
from collections.abc import Sequence
from html import escape, unescape

from bs4 import BeautifulSoup

MOST = 20_000  # characters in one entry: more is a paper, and belongs on the agenda
# Marks that nobody sees and that change what is read: direction overrides, and what joins or parts letters.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f]")
_TAG = re.compile(r"<[^>]+>")
_ENDED = re.compile(r"[.!?:…][”’\")]*$")
_ASKING = ("whether", "how", "why", "what", "when", "where", "who", "which", "if ", "for ", "that ")
# A recommendation asks the body to do it; the resolution says that it does.
_DOES = {
    "accept", "adopt", "agree", "appoint", "approve", "ask", "authorise", "commend", "comment", "confirm", "consider",
    "decide", "delegate", "endorse", "establish", "identify", "include", "instruct", "invite", "note", "receive",
    "recommend", "refer", "request", "review", "scrutinise", "set", "sign", "support", "thank", "veto", "welcome", "write",
}  # fmt: skip


def tidy(typed: str) -> str:
    """What was typed, without marks that nobody sees."""
    return UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def unseen_in(typed: str) -> bool:
    """Whether something would be left out that the writer cannot have meant."""
    return tidy(typed) != typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def html_of(typed: str) -> str:
    """Plain typing as the words of a block: nothing in it is markup."""
    lines = (escape(line.strip(), quote=False) for line in tidy(typed).split("\n"))
    return "<br>".join(line for line in lines if line)


def typed_of(html: str) -> str:
    """The words of a block as they are typed; emphasis, which only imported words have, is not."""
    plain = html.replace("<br>", "\n")
    if "<" in plain:
        plain = BeautifulSoup(f"<div>{plain}</div>", "html.parser").get_text()
        return plain.strip()
    return unescape(plain).strip()


def words_of(html: str) -> str:
    """The plain words, in one line."""
    return " ".join(typed_of(html).split())


def ended(html: str) -> str:
    """With a full stop, unless it has an end already."""
    html = html.strip()
    return html if not html or _ENDED.search(_TAG.sub("", unescape(html))) else f"{html}."


def unended(html: str) -> str:
    """Without its full stop, to go on behind it."""
    return html.strip().removesuffix(".")


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """A, B and C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def about(topic: str) -> str:
    """What a question was about: "about the budget", and "on how it is worked out" reads "about how"."""
    return topic if topic.lower().startswith("about ") else f"about {topic}"


def asked(topic: str) -> str:
    """A question nobody answered: "asked whether ...", "asked about the budget"."""
    return topic if topic.lower().startswith(_ASKING) else about(topic)


def resolved(recommendation: str) -> str:
    """ "Note the report" as it is resolved: "Notes the report". Other words stay as they are."""
    first, space, rest = recommendation.partition(" ")
    verb = first.lower()
    if verb == "to" and rest:
        return resolved(capital(rest))
    if verb not in _DOES:
        return recommendation
    third = (
        f"{first[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{first}{'es' if _hisses(verb) else 's'}"
    )
    return f"{third}{space}{rest}"


def within(resolution: str) -> str:
    """ "Notes the report" behind "That the Panel": notes the report."""
    first = resolution.split(" ", 1)[0].lower()
    does = {verb for verb in _DOES if resolved(verb) == first}
    return resolution[:1].lower() + resolution[1:] if does else resolution


def _hisses(verb: str) -> bool:
    return verb.endswith(("s", "x", "z", "ch", "sh", "o"))
