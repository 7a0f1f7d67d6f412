"""What a paragraph of minutes is, by the words that minutes use for it; by no other sign, and never by likelihood."""

import re
from dataclasses import dataclass, field
from typing import Any

from pcc_portal.meetings.models.brought import LineRole
from pcc_portal.writing.wording import clock_in, days_in, next_word, pattern, plain, sentences

_SAYS = r"(?:advised|said|explained|confirmed|reported|added|agreed|replied|responded|stated|answered|told|informed|assured|outlined|clarified|indicated|undertook|commented|acknowledged|noted|described|gave|was|had|did|referred|highlighted|thanked|promised|recognised|accepted|believed|expected|suggested|considered|hoped|emphasised|stressed|offered|spoke|introduced|presented|welcomed|raised|reminded|congratulated|drew|declared|expressed)\b"
_BY = r"(?P<mover>NAME)"
_MOVES = r"(?:moved|proposed)"
_MOTIONS = [
    pattern(rf"(?:(?:[Ii]t|[Tt]he motion|[Tt]his|[Tt]he recommendations?) (?:was|were) (?:then )?)?(?:[Mm]oved|[Pp]roposed)(?: by)?:? {_BY}[;,.]?(?: and)? (?:was |were )?(?:duly )?[Ss]econded(?: by)?:? (?P<seconder>NAME)"),
    pattern(rf"{_BY}(?:,[^,.]{{2,60}},)? (?:then )?{_MOVES}(?P<text>[^.]{{0,2000}}?)(?:,|;)?(?: and| which| this| that| it)*(?: was| were)? (?:duly )?seconded by (?P<seconder>NAME)"),
    pattern(rf"{_BY} (?:then )?{_MOVES}(?P<text>[^.]{{0,2000}}?)(?:,|;)?(?: and)? (?P<seconder>NAME) seconded"),
    pattern(rf"(?:[Ii]t was|[Tt]he motion was) {_MOVES} by {_BY}"),
    pattern(rf"{_BY} (?:then )?{_MOVES} (?P<text>that [^.]{{0,2000}})"),
]  # fmt: skip
_MOVED_ALONE = pattern(r"(?:[Mm]oved|[Pp]roposed)(?: by)?:? (?P<mover>NAME)")
SECONDED_ALONE = pattern(r"[Ss]econded(?: by)?:? (?P<seconder>NAME)")
_UNANIMOUS = re.compile(r"(?<!not )\bunanimous(?:ly)?\b", re.IGNORECASE)
_CARRIED = re.compile(r"\b(?:carried|passed|approved|agreed|won|resolved|supported)\b", re.IGNORECASE)
_LOST = re.compile(r"\b(?:lost|defeated|rejected|not carried)\b", re.IGNORECASE)
_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)
_LAPSED = re.compile(r"\b(?:fell|lapsed|no seconder|not seconded)\b", re.IGNORECASE)
_COUNTED = [
    pattern(r"by (?P<for>\d+)(?: votes?)? to (?P<against>\d+)(?:[,;]?(?: with| and)? (?P<none>\d+) abst)?"),
    pattern(r"(?P<for>\d+)(?: votes?| members?)?(?: voted)? (?:in favour|for)[,;]?(?: and)? (?P<against>\d+)(?: votes?)? against(?:[,;]?(?: and| with)? (?P<none>\d+) abst)?"),
    pattern(r"(?:[Ff]or|[Ii]n favour):? (?P<for>\d+)[,;.]? [Aa]gainst:? (?P<against>\d+)(?:[,;.]? [Aa]bst\w*:? (?P<none>\d+))?"),
]  # fmt: skip
_COMES_OF = pattern(r"(?:the |this )?(?:motion|amendment|proposal|vote|recommendations?)\b.{0,400}\b(?:vote|carried|lost|agreed|passed|approved|withdrawn|fell|unanimous\w*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_RESOLVED = pattern(r"(?:(?:it was|the (?:panel|board|committee)|members)(?: therefore| then)? )?(?:unanimously )?resolved(?: unanimously)?(?P<mark>[:\s–—-]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_ALONE = re.compile(r"(?:resolutions?|decisions?|resolved)\W*", re.IGNORECASE)
ABOVE = pattern(r"(?:that )?(?:the )?[\w’' ]{0,60}:|that(?: the (?:panel|board|committee))?", re.IGNORECASE)
_WITHIN = pattern(r"(?:,? and)?(?: it was)?(?: unanimously)? resolved(?: unanimously)?[:,]?(?= [Tt]hat)", re.IGNORECASE)  # fmt: skip
EXCLUDES = re.compile(
    r"\bexcluded?\b[^.]{0,200}\bmeeting\b|\bpress and (?:the )?public\b[^.]{0,200}\bexclu", re.IGNORECASE
)
OPEN_AGAIN = re.compile(r"\b(?:re-?admitted|return(?:ed|ing)? to (?:the )?(?:open|public)|(?:open|public) session (?:was )?resumed|open to the public again)\b", re.IGNORECASE)  # fmt: skip
_REPLY = r"(?:response|reply|answer)"
_ASKED_BY = pattern(rf"In {_REPLY} to (?:an? |the )?(?:further |supplementary |follow[- ]up |similar |related |second )*(?:(?:questions?|quer(?:y|ies)|points?|concerns?|comments?)(?: raised| asked| made| put)?(?: by| from) )?(?P<asker>NAME)")  # fmt: skip
_ANSWERS = pattern(rf",? (?P<speaker>NAME)(?:,[^,.]{{2,60}},)? (?:also |then |further )?{_SAYS}")
_ASKED = pattern(r"(?:Q\d*[.:)] ?)?(?P<speaker>NAME)(?:,[^,.]{2,60},)? (?:then |also |further )?(?:asked (?:whether|if|how|what|why|when|where|who|which|about|a question|for (?:clarification|details|information|an update))|enquired|queried|wished to know|sought clarification)\b")  # fmt: skip
_REPLIES = pattern(rf"(?:A\d*[.:)] ?)?In {_REPLY},? (?P<speaker>NAME)(?:,[^,.]{{2,60}},)? {_SAYS}")
_STRAIGHT = pattern(r"(?:A\d*[.:)] ?)?(?P<speaker>NAME)(?:,[^,.]{2,60},)? (?:replied|responded|answered|advised|explained|confirmed)\b")  # fmt: skip
_SPEAKS = pattern(rf"(?P<speaker>NAME)(?:,[^,.]{{2,60}},)? (?:also |then |further )?{_SAYS}")
_PROMISED = re.compile(r"\b(?:undertook|promised)\s+(?:to|that)\b|\bgave\s+(?:an?|his|her|their)\s+(?:undertaking|assurance|commitment)\s+(?:to|that)\b", re.IGNORECASE)  # fmt: skip
_LIKE_A_PROMISE = re.compile(r"\bagreed\s+to\s+(?:provide|send|share|bring|report|circulate|include|write|arrange|look|ask|raise|supply|publish|explain|check|confirm|give|come|take|follow)\b|\bwould\s+(?:provide|send|share|circulate|report\s+back|write\s+to)\b", re.IGNORECASE)  # fmt: skip
_OWNER = pattern(rf"(?:In {_REPLY}[^,]*, )?(?P<speaker>NAME)(?:,[^,.]{{2,60}},)? ")
_LIKE_A_RESOLUTION = pattern(r"(?:it was )?(?:unanimously )?agreed(?:[:–—-]| that\b)", re.IGNORECASE)
_NOTED = pattern(r"(?:the (?:panel|board|committee)|members) noted\b", re.IGNORECASE)
_NOTHING = pattern(r"(?:none|nil|no interests? (?:was|were) (?:declared|disclosed)|there (?:was|were) (?:none|no (?:\w+ ){0,4}(?:items?|business|questions?|speakers?|apologies|disclosures?|declarations?)(?: of interests?)?)|no apologies(?: were received)?)\.?", re.IGNORECASE)  # fmt: skip
_ROSE = pattern(r"(?:the )?(?:meeting|chair).{0,40}\b(?:rose|closed|ended|finished|concluded)\b.{0,20}", re.IGNORECASE)  # fmt: skip
_BEGAN = pattern(
    r"(?:the )?(?:meeting|chair).{0,40}\b(?:began|commenced|started|opened)\b.{0,20}", re.IGNORECASE
)
_INTEREST = pattern(r"(?P<speaker>NAME)(?:,[^,.]{2,60},)? (?:declared|disclosed) (?:an?|his|her|their) (?P<kind>[\w -]*?)interest(?: in)?(?: (?:agenda )?item (?P<item>\d+(?:\(\d+\))?))?")  # fmt: skip
_BY_DAY = pattern(r"by (?=\d{1,2}(?:st|nd|rd|th)? )")


LONGEST = 20_000  # nobody writes a paragraph of ten pages


@dataclass
class Said:
    """What a paragraph is. ``parts`` cut it where it is more than one thing; ``doubts`` are (check, why)."""

    role: LineRole = LineRole.TEXT
    facts: dict[str, Any] = field(default_factory=dict)
    parts: list[list[Any]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def said_in(words: str, *, after: LineRole | None, under_interests: bool = False) -> Said:
    """``after`` is what the paragraph before it is."""
    if len(words) > LONGEST:
        return Said(
            doubts=[
                ("very-long", "This paragraph is very long. It was kept, and not read for what it may be.")
            ]
        )
    found = _resolved(words) or _motion(words) or _question(words, after=after) or _short(words)
    if found is None:
        found = Said()
        if spoken := _SPEAKS.match(words):
            found.facts["speaker"] = plain(spoken["speaker"])
        if _LIKE_A_RESOLUTION.match(words):
            found.doubts.append(("reads-like-a-resolution", "It says that something was agreed, and not that it was resolved. It was left as a paragraph."))  # fmt: skip
    if found.role in {LineRole.TEXT, LineRole.QUESTION, LineRole.ANSWER}:
        _promises(words, found)
    if under_interests and found.role == LineRole.TEXT:
        _interest(words, found)
    if rose := _ROSE.fullmatch(words.strip().rstrip(".")):
        found.facts["rose"] = _clock(rose[0])
    elif began := _BEGAN.match(words):
        found.facts["began"] = _clock(began[0])
    return found


def _clock(words: str) -> str:
    moment = clock_in(words)
    return moment.isoformat("minutes") if moment else ""


def outcome_in(words: str) -> dict[str, Any]:
    """What became of a motion: its result, whether all were for it, and how many voted which way."""
    counted = next((found for shape in _COUNTED if (found := shape.search(words))), None)
    facts: dict[str, Any] = {}
    if counted:
        facts = {"for": int(counted["for"]), "against": int(counted["against"]), "none": int(counted["none"] or 0)}  # fmt: skip
    if _LOST.search(words):
        return facts | {"result": "lost"}
    if _WITHDRAWN.search(words):
        return {"result": "withdrawn"}
    if _LAPSED.search(words):
        return {"result": "lapsed"}
    if _UNANIMOUS.search(words):
        return facts | {"result": "carried", "unanimous": True}
    if _CARRIED.search(words):
        return facts | {"result": "carried"}
    return facts


def comes_of_it(words: str) -> dict[str, Any]:
    """A paragraph that tells what became of the motion above it."""
    return outcome_in(words) if _COMES_OF.match(words) else {}


def _resolved(words: str) -> Said | None:
    if _ALONE.fullmatch(words.strip()):
        return Said(LineRole.RESOLVED)
    found = _RESOLVED.match(words)
    if found is None:
        return None
    rest = found["rest"].strip()
    if not re.match(r"that\b|to\b|the\b|[\d(]", rest, re.IGNORECASE) and not re.search(
        r"[:–—-]", found["mark"]
    ):
        return None
    if ABOVE.fullmatch(rest) or not rest:
        return Said(LineRole.RESOLVED)
    facts: dict[str, Any] = {"text": rest, "start": found.start("rest")}
    return Said(LineRole.RESOLUTION, facts | _excluding(rest))


def _excluding(words: str) -> dict[str, Any]:
    return {"excludes": True} if EXCLUDES.search(words) else {}


def _motion(words: str) -> Said | None:
    if alone := _MOVED_ALONE.fullmatch(words.strip().rstrip(".")):
        return Said(LineRole.MOTION, {"mover": plain(alone["mover"]), "seconder": "", "text": ""})
    for start, end in sentences(words):
        found = next((m for shape in _MOTIONS if (m := shape.match(words, start))), None)
        if found is None:
            continue
        named = found.groupdict()
        facts: dict[str, Any] = {
            "mover": plain(named["mover"]),
            "seconder": plain(named.get("seconder") or ""),
        }
        within = _WITHIN.search(words, found.end(), end)
        is_above = within is not None and ABOVE.fullmatch(words[within.end() :].strip()) is not None
        text = plain(named.get("text") or "") or _moved(words, within.end() if within else found.end(), end)
        facts["text"] = re.sub(r"^that\s+", "", text).rstrip(".").strip()
        facts |= outcome_in(words[found.end() : _from(words, found.end())] + " " + words[end:])
        facts |= _excluding(words[found.end() :])
        said = Said(LineRole.MOTION, facts)
        if is_above:  # what was moved and resolved stands in the points below
            facts |= {"result": "carried", "text": "", "above": True}
        elif within and not named.get("text"):
            facts.setdefault("result", "carried")
            cut = next_word(words, within.end())
            rest = {"text": words[cut:].strip(), "start": 0} | _excluding(words[cut:])
            said.parts = [[0, LineRole.MOTION, facts], [cut, LineRole.RESOLUTION, rest]]
        return said
    return None


def _from(words: str, place: int) -> int:
    """Where the words that were moved begin: what stands before may say that it was carried."""
    found = re.compile(r"\bthat\b|:", re.IGNORECASE).search(words, place)
    return found.start() if found else place


def _moved(words: str, place: int, end: int) -> str:
    return plain(words[_from(words, place) : end].lstrip(":")) or plain(words[place:end]).strip(" ,.")


def _question(words: str, *, after: LineRole | None) -> Said | None:
    asked = _ASKED_BY.match(words)
    if asked:
        answers = _ANSWERS.search(words, asked.end())
        facts = {"speaker": plain(asked["asker"])}
        if answers is None:
            return Said(doubts=[("answer-not-clear", "It begins as an answer to a question, and who answered is not clear. It was left as a paragraph.")])  # fmt: skip
        cut = answers.start("speaker")
        reply = {"speaker": plain(answers["speaker"])}
        return Said(LineRole.QUESTION, facts, [[0, LineRole.QUESTION, facts], [cut, LineRole.ANSWER, reply]])
    if found := _ASKED.match(words):
        return Said(LineRole.QUESTION, {"speaker": plain(found["speaker"])})
    if after in {LineRole.QUESTION, LineRole.ANSWER} and (found := _REPLIES.match(words)):
        return Said(LineRole.ANSWER, {"speaker": plain(found["speaker"])})
    if after == LineRole.QUESTION and (found := _STRAIGHT.match(words)):
        return Said(LineRole.ANSWER, {"speaker": plain(found["speaker"])})
    return None


def _short(words: str) -> Said | None:
    if _NOTHING.fullmatch(words.strip()):
        return Said(LineRole.NONE)
    return Said(LineRole.NOTED) if _NOTED.match(words) else None


def _promises(words: str, said: Said) -> None:
    """Only where words say so. The sentence that says it becomes a part of its own; what follows goes on as before."""
    standing = said.parts or [[0, said.role, said.facts]]
    cuts = {part[0]: part for part in standing}
    bounds = list(sentences(words))
    for (start, end), following in zip(bounds, [*[b[0] for b in bounds[1:]], None], strict=True):
        sentence = words[start:end]
        if not _PROMISED.search(sentence):
            if _LIKE_A_PROMISE.search(sentence):
                said.doubts.append(("reads-like-a-promise", f"“{plain(sentence)[:160]}” reads like a promise, and does not say that it is one. It was left as it is."))  # fmt: skip
            continue
        # Asked and answered in one sentence: it is the answer that promises.
        within = [part for part in standing if start < part[0] < end]
        before = [part for part in standing if part[0] <= start]
        of = (within or before)[-1]
        place = of[0] if within else start
        cuts[place] = [place, LineRole.PROMISE, _promise(words[place:end], said)]
        if following is not None and following not in cuts:
            cuts[following] = [following, LineRole.TEXT, {}]  # whose words these are is not certain
    parts = [cuts[place] for place in sorted(cuts)]
    if len(parts) == 1:
        said.role, said.facts = parts[0][1], parts[0][2]
    elif any(part[1] == LineRole.PROMISE for part in parts):
        said.parts = parts
        said.role, said.facts = parts[0][1], parts[0][2]


def _promise(sentence: str, said: Said) -> dict[str, Any]:
    found = _OWNER.match(sentence)
    facts: dict[str, Any] = {"owner": plain(found["speaker"]) if found else "", "text": plain(sentence)}
    if not found:
        said.doubts.append(("promise-owner-not-named", f"“{plain(sentence)[:160]}” is a promise, and the sentence does not name who made it. It was left open."))  # fmt: skip
    by_day = _BY_DAY.search(sentence)
    day = next(days_in(sentence[by_day.end() :]), None) if by_day else None
    return facts | ({"due_on": day.isoformat()} if day else {})


def _interest(words: str, said: Said) -> None:
    found = _INTEREST.match(words)
    if found is None:
        return
    kind = plain(found["kind"]).lower()
    settled = "non_pecuniary" if re.search(r"non.?pecuniary|personal|non.?registrable", kind) else "pecuniary" if "pecuniary" in kind else ""  # fmt: skip
    rest = words[found.end() :].strip(" ,.")
    said.facts["interest"] = {"who": plain(found["speaker"]), "kind": settled, "item": found["item"] or "", "matter": plain(rest)}  # fmt: skip
    if not settled:
        said.doubts.append(("interest-kind-not-said", "It does not say whether the interest is pecuniary. It was left as a paragraph."))  # fmt: skip
