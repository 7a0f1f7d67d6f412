"""Lines that say who was there: under which heading they stand, and whom each names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcc_portal.meetings.models.attendance import AttendanceGroup, AttendanceStatus
from pcc_portal.writing.wording import OFFICE, STYLE, pattern, plain

NAME_AND_PLACE = 2
CHAIR, MINUTE_TAKER = "chair", "minute-taker"
_ME, _OF, _OT = AttendanceGroup.MEMBER, AttendanceGroup.OFFICER, AttendanceGroup.OTHER
_PRESENT, _AWAY = AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES
_SIDE = r"(?:opcc|office|office of the [^:()]{0,60}|force|(?:\w+ ){0,2}police|constabulary)"
_HEADINGS = (
    (rf"(?:{_SIDE} )?apologies(?: for absence)?(?: (?:were )?received(?: from)?)?(?: ?[(–-] ?{_SIDE}\)?)?", _ME, _AWAY),
    (r"(?:present|attendance|attendees|in attendance) ?[(–-] ?(?:opcc|office|force|(?:\w+ ){0,2}police|constabulary)\)?", _OT, _PRESENT),
    (r"absent", _ME, AttendanceStatus.ABSENT),
    (r"(?:council |local authority )?officers?(?: present| in attendance| supporting)*", _OF, _PRESENT),
    (r"(?:others?|also)(?: present| in attendance| attending)+|in attendance|observers?|others|guests", _OT, _PRESENT),
    (r"(?:panel |board |committee )?members?(?: of the (?:panel|board|committee))?(?: present| in attendance)*", _ME, _PRESENT),
    (r"chair(?:man|woman|person|ed)?(?: by)?|in the chair", _ME, _PRESENT),
    (r"minute[- ]?takers?|(?:minutes|notes) (?:taken )?by", _OF, _PRESENT),
    (r"present|attendance|attendees|those present|members present|independent members?(?: present)?", _ME, _PRESENT),
    (r"(?:opcc|office of the .{0,60}|force|(?:\w+ ){0,2}police|constabulary)(?: attendees| attendance| present| representatives)?", _OT, _PRESENT),
)  # fmt: skip
_HOUSE = re.compile(r"police|opcc|office of|force|constabulary", re.IGNORECASE)
_WHAT = re.compile(r"\s*(attendees|attendance|present|representatives)$", re.IGNORECASE)
_WHAT_FIRST = re.compile(r"^(?:apologies(?: for absence)?|present|in attendance|attendance|attendees)\s*[(–-]?\s*|\)$|\s+apologies\b.*$", re.IGNORECASE)  # fmt: skip
# Headings that say what those below them did, and not only that they were there.
_OFFICES = (
    (re.compile(r"chair|in the chair", re.IGNORECASE), CHAIR),
    (re.compile(r"minute|notes", re.IGNORECASE), MINUTE_TAKER),
)
HEADINGS = [(re.compile(rf"{words}", re.IGNORECASE), group, status) for words, group, status in _HEADINGS]
_INITIALS = re.compile(r"[A-Z]{2,5}")
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_LETTERED = re.compile(r"(?P<letters>[A-Z]{2,5})\s*(?:\((?P<note>[^()]+)\)|[–,-]\s*(?P<more>[^()]+))")
_LEADING = pattern(r"(?:[•·▪–*-] )?(?P<name>NAME)(?P<rest>.*)", re.DOTALL)
_PARTED = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\n+")
_PAIR = re.compile(r"\s*(?:,|–|—|-(?=\s)|:|\t|\n)\s*")
_A_HOUSE = re.compile(
    r"\b(?:Council|Borough|District|City|County|Panel|Board|Office|Police|Service|Services|Association|Trust|University|Authority|Partnership|Forum|Group|Committee|Constabulary|Member|Officer|Manager|Commissioner|Crime|Director|Head|Lead)\b"
)
_PLURAL = pattern(r"(?:Councillors|Cllrs\.?) ")
_STANDING = re.compile(r"chair|vice[- ]?chair(?:man|woman|person)?|deputy chair|substitut\w*(?: for .+)?|joined.*|left.*|remote(?:ly)?|virtual(?:ly)?|online|from item .*|until item .*", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading of the attendance list; ``rest`` is what stands behind it in the same line, ``office`` what they did."""

    group: str
    status: str
    organisation: str = ""
    rest: str = ""
    office: str = ""


def heading(words: str) -> Heading | None:
    """Whether a line is such a heading: "Present", "Officers:", "Apologies: Councillor X"."""
    said = plain(words)
    for shape, group, status in HEADINGS:
        found = shape.match(said)
        if not found:
            continue
        rest = said[found.end() :].lstrip()
        whose = _WHAT_FIRST.sub("", _WHAT.sub("", found[0])) if _HOUSE.search(found[0]) else ""
        office = next((name for words, name in _OFFICES if words.match(found[0])), "")
        if not rest or rest in {":", "-", "–"}:
            return Heading(group, status, whose, office=office)
        if rest[0] in ":–-" and rest[1:].strip():
            return Heading(group, status, whose, rest[1:].strip(), office)
    return None


def named(words: str, under: Heading) -> list[dict[str, str]]:
    """Whom a line names. None where nobody can be made out."""
    pieces = list(_pieces(words.strip()))
    rows = [one for one in (_one(piece, under) for piece in pieces) if one]
    if len(pieces) > 1 and len(rows) == len(pieces) and _are_people(rows, words):
        return rows
    whole = _one(_PLURAL.sub("Councillor ", words), under)
    return [whole] if whole else []


def _pieces(words: str) -> Iterator[str]:
    """A list taken apart; of "Councillors Bell and Carr" each is a councillor."""
    style = ""
    for piece in _PARTED.split(_IN_BRACKETS.sub(_closed, words)):
        one = piece.replace("\x00", "(").replace("\x01", ")").replace("\x02", ",").strip(" .")
        if plural := _PLURAL.match(one):
            style, one = "Councillor ", one[plural.end() :]
        elif re.match(STYLE, one):
            style = ""
        if one:
            yield f"{style}{one}"


def _closed(found: re.Match[str]) -> str:
    """What stands in brackets goes with the one before it, commas and all."""
    return f" \x00{found[1].replace(',', chr(2))}\x01 "


def _are_people(rows: list[dict[str, str]], words: str) -> bool:
    """Several people in one line, and not somebody with a post and a house: all by post, or all by name."""
    posts = [bool(re.fullmatch(pattern(OFFICE), row["name"])) for row in rows]
    if any(row["paired"] for row in rows):  # "Ann Bell – Head of Policy and Partnerships"
        return False
    if any(posts):
        return all(posts)
    if all(row["initials"] or re.match(STYLE, row["name"]) for row in rows):
        return True
    is_list = len(rows) > NAME_AND_PLACE or bool(re.search(r"\band\b|;|\n", words)) or "(" in words
    return is_list and not any(_A_HOUSE.search(row["name"]) for row in rows)


def _one(words: str, under: Heading) -> dict[str, str] | None:
    said = plain(re.sub(r"\s*[\t\n]\s*", ", ", words.strip())).strip(" .;•·–-")
    if _INITIALS.fullmatch(said):
        return _row("", said, "", under)
    if lettered := _LETTERED.fullmatch(said):
        note = plain(lettered["note"] or lettered["more"])
        is_house = not under.organisation and bool(re.fullmatch(_SIDE, note, re.IGNORECASE))
        return _row("", lettered["letters"], note if is_house else "", under, "" if is_house else note)
    found = _LEADING.fullmatch(said)
    if not found:
        return None
    initials, office, notes = "", "", []
    for note in _IN_BRACKETS.findall(found["rest"]):
        if _INITIALS.fullmatch(note) and note != "OPCC" and not initials:
            initials = note
        elif _STANDING.fullmatch(note):
            office = office or note
        else:
            notes.append(note)
    left = [
        part for part in _PAIR.split(_IN_BRACKETS.sub(" ", found["rest"]).strip(" ,;:–-")) if part.strip()
    ]
    if left and _STANDING.fullmatch(left[0]):
        office, left = office or left[0], left[1:]
    if not initials and _letters(found["name"]) in left:
        initials = _letters(found["name"])
        left.remove(initials)
    if found["rest"].strip() and not re.match(r"[\s,;:(–—-]", found["rest"]):
        return None
    row = _row(found["name"], initials, ", ".join([*left, *notes]), under, office)
    return row | {"paired": "yes" if left else ""}


def _letters(name: str) -> str:
    """The initials of a name, by which a list may explain them: KL of Kate Lowe."""
    return "".join(word[0] for word in re.sub(rf"^{STYLE}\s+", "", name).split())


def _row(name: str, initials: str, organisation: str, under: Heading, office: str = "") -> dict[str, str]:
    """Below the heading of a house, what stands beside a name is what they are, and not of whom."""
    whose = under.organisation or organisation
    what = organisation if under.organisation and organisation != whose else ""
    return {
        "name": re.sub(rf"^({STYLE})\s+", r"\1 ", name.strip()),
        "initials": initials,
        "organisation": whose,
        "paired": "",
        "office": under.office or office or what,
        "status": under.status,
        "group": under.group,
    }


_APOLOGIES = pattern(r"apologies(?: for absence)?(?: (?:were|was|had been|have been) (?:received|given|submitted|noted))?(?: from| by)?:? (?P<who>.+)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_SENT = pattern(
    r"(?P<who>NAME) (?:had |has )?(?:sent|gave|given|submitted|offered) (?:his |her |their )?apologies"
)


def apologies(words: str) -> list[dict[str, str]]:
    """Whom "Apologies were received from …" names; nobody where it is not said in these words."""
    under = Heading(_ME, _AWAY)
    if sent := _SENT.match(words):
        return [row for row in [_one(sent["who"], under)] if row]
    found = _APOLOGIES.search(words)
    if found is None:
        return []
    said = (
        re.split(r"\.\s+(?=[A-Z][a-z]+ (?:was|were|had|attended|substituted))", found["who"])[0]
        .strip()
        .rstrip(".")
    )
    return [one for one in (_one(piece, under) for piece in _pieces(said)) if one]
