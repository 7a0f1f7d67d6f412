"""Words: one spelling in one text, slips that no dictionary sees, apostrophes and quotation marks."""

import re
from collections import Counter
from collections.abc import Iterator

from pcc_portal.writing.proofing.document import Document, around
from pcc_portal.writing.proofing.registry import Finding, Fix, check

# Spellings that are both right, but not in one text; the first is British.
_PAIRS = tuple(
    (re.compile(rf"\b{first}\b", re.IGNORECASE), re.compile(rf"\b{second}\b", re.IGNORECASE), f"{told} and {other}")
    for first, second, told, other in (
        (r"offences?", r"offenses?", "offence", "offense"),
        (r"vice-chair(?:man|woman|person)?", r"vice chair(?:man|woman|person)?", "Vice-Chair", "Vice Chair"),
        (r"organis\w+", r"organiz\w+", "-ise", "-ize"),
        (r"programmes?", r"programs?", "programme", "program"),
        (r"licences", r"licenses", "licence", "license"),
        (r"judgements?", r"judgments?", "judgement", "judgment"),
        (r"co-?ordinators?", r"co ordinators?", "coordinator", "co ordinator"),
        (r"anti-social", r"antisocial", "anti-social", "antisocial"),
        (r"cybercrime", r"cyber crime", "cybercrime", "cyber crime"),
    )
)  # fmt: skip
_SLIPS = tuple(
    (re.compile(rf"\b{wrong}\b", re.IGNORECASE), right)
    for wrong, right in (
        (r"theft form", "theft from"),
        (r"thefts form", "thefts from"),
        (r"double crewed cards?", "double crewed cars"),
        (r"form the (?=panel|police|force|home office|commissioner)", "from the "),
        (r"trail (?=period|project|scheme)", "trial "),
        (r"public(?:k)? order offences? act", "Public Order Act"),
        (r"pubic", "public"),
        (r"manger", "manager"),
        (r"statue of", "statute of"),
        (r"principle officer", "principal officer"),
        (r"councilor", "councillor"),
        (r"comissioner", "Commissioner"),
        (r"commisioner", "Commissioner"),
        (r"recieved?", "received"),
        (r"occured", "occurred"),
        (r"seperate(?:ly)?", "separate"),
        (r"acheive\w*", "achieve"),
        (r"goverment", "government"),
    )
)
_PLURAL = re.compile(
    r"\b(?P<word>[A-Z][A-Z&]{1,6})[’']s\b(?P<after>\s+(?:are|were|have|had|in|and|or|to|of|must|should|will|can|may|for|on|with|at|by|from|who|which|that|across|has|is|do|as)\b|\s*[,.;:)]|\s*$)"
)
_ITS = re.compile(
    r"\b[Ii]t[’']s\b(?!\s+(?:a|an|not|been|the|in|on|very|so|too|also|only|all|going|got|up|my|our|your|clear|important|time|likely|possible)\b)"
)
_CAPITAL_S = re.compile(r"\b(?P<word>[A-Z]{3,6})S\b")
_OPENS, _CLOSES = "“", "”"


@check("spelt-two-ways", row="D5", warns=True)
def two_spellings(document: Document) -> Iterator[Finding]:
    """Offence and offense in one text; each once, at the rarer."""
    for first, second, told in _PAIRS:
        ways = [
            [(one, found) for one in document.passages for found in shape.finditer(one.text)]
            for shape in (first, second)
        ]
        if not all(ways):
            continue
        rare = min(reversed(ways), key=len)
        one, found = rare[0]
        row = "D29" if "Chair" in told else "D5"
        yield Finding("spelt-two-ways", f"This text writes both {told}. Choose one.", one.position, around(one.text, *found.span()), row)  # fmt: skip


@check("wrong-word", row="D29", warns=True)
def slips(document: Document) -> Iterator[Finding]:
    """Real words in the wrong place, and misspellings that are often made."""
    for one in document.passages:
        for shape, right in _SLIPS:
            for found in shape.finditer(one.text):
                said = right.capitalize() if found[0][0].isupper() and right.islower() else right
                yield Finding("wrong-word", f"“{found[0].strip()}”: is “{said.strip()}” meant?", one.position, around(one.text, *found.span()), fix=Fix(found[0], said))  # fmt: skip


@check("apostrophe", row="D29", warns=True)
def apostrophes(document: Document) -> Iterator[Finding]:
    """ "CSP's" for several, and "it's" for what belongs to it; each form once."""
    told: set[str] = set()
    for one in document.passages:
        for found in _PLURAL.finditer(one.text):
            if found["word"] in told:
                continue
            told.add(found["word"])
            wrong = found[0].removesuffix(found["after"])
            message = (
                f"“{wrong}” reads like one {found['word']} that owns something; several are {found['word']}s."
            )
            yield Finding("apostrophe", message, one.position, around(one.text, *found.span()), fix=Fix(wrong, f"{found['word']}s"))  # fmt: skip
        for found in _ITS.finditer(one.text):
            message = "“It’s” means “it is”. What belongs to it is “its”."
            yield Finding("apostrophe", message, one.position, around(one.text, *found.span()), "D28", Fix(found[0], found[0][0] + "ts"))  # fmt: skip


@check("plural-in-capitals", row="D28", warns=True)
def capital_plurals(document: Document) -> Iterator[Finding]:
    """ "DVPNS", where the text knows a "DVPN"."""
    known = Counter(re.findall(r"\b[A-Z]{3,6}s?\b", document.text))
    told: set[str] = set()
    for one in document.passages:
        for found in _CAPITAL_S.finditer(one.text):
            word = found["word"]
            is_one = known[word] or known[f"{word}s"] or word in _NOTICES
            if is_one and found[0] not in told:
                told.add(found[0])
                yield Finding("plural-in-capitals", f"“{found[0]}”: several are {word}s.", one.position, around(one.text, *found.span()), fix=Fix(found[0], f"{word}s"))  # fmt: skip


# Initials of orders and notices that are spoken of by the dozen.
_NOTICES = frozenset({"DVPN", "DVPO", "CBO", "SHPO", "CPN", "PSPO", "PCSO", "CSP", "OCG", "AFI", "KPI"})


@check("quote-not-closed", row="S16", warns=True)
def quotes(document: Document) -> Iterator[Finding]:
    """A quotation that begins and does not end; the next paragraph may go on with one that is still open."""
    for place, one in enumerate(document.passages):
        ahead = document.passages[place + 1].text if place + 1 < len(document.passages) else ""
        opened, closed = one.text.count(_OPENS), one.text.count(_CLOSES)
        straight = one.text.count('"')
        if opened > closed and not ahead.startswith(_OPENS):
            start = one.text.rfind(_OPENS)
        elif straight % 2 and not ahead.startswith('"') and not re.search(r'\d"', one.text):
            start = one.text.rfind('"')
        else:
            continue
        yield Finding("quote-not-closed", "A quotation begins here, and is not closed.", one.position, around(one.text, start, min(start + 30, len(one.text))))  # fmt: skip
