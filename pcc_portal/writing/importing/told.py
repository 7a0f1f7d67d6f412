"""What a Word file lost or had changed on its way in, in the words its author reads."""

from collections import Counter
from dataclasses import dataclass, field

MOST_QUOTES, LONGEST = 5, 60

# name -> (one, several); {n} is the number. In the order in which an author cares.
CHANGED = {
    "tracked": ("One tracked change was accepted: what it added is in, what it struck out is gone.",
                "{n} tracked changes were accepted: what they added is in, what they struck out is gone."),
    "bold_headings": ("One line in bold was taken as a heading.", "{n} lines in bold were taken as headings."),
    "deep_headings": ("One heading was deeper than the third level and stands on the third now.",
                      "{n} headings were deeper than the third level and stand on the third now."),
    "raised": ("The headings began below the first level; all were raised.",) * 2,
    "heading_numbers": ("One number typed before a heading was left out: headings are numbered by themselves.",
                        "{n} numbers typed before headings were left out: headings are numbered by themselves."),
    "captions": ("One typed caption became the caption of its table or figure, which are numbered by themselves.",
                 "{n} typed captions became the captions of their tables and figures, which are numbered by themselves."),
    "numbered_paragraphs": ("One numbered paragraph lost its number and stands as a paragraph.",
                            "{n} numbered paragraphs lost their numbers and stand as paragraphs."),
    "typed_lists": ("One list typed with marks of its own became a real list.",
                    "{n} lists typed with marks of their own became real lists."),
    "recommendations": ("One point under “Recommendations” became a numbered recommendation.",
                        "{n} points under “Recommendations” became numbered recommendations."),
    "references": ("One cross-reference follows what it refers to, in the portal’s words.",
                   "{n} cross-references follow what they refer to, in the portal’s words."),
    "bold_heads": ("One table had no marked heading row; its first row, all in bold, was taken as one.",
                   "{n} tables had no marked heading row; their first rows, all in bold, were taken as such."),
    "notes": ("One footnote stands at the end of the paper, with a link there and back.",
              "{n} footnotes stand at the end of the paper, with links there and back."),
    "notes_behind": ("One footnote follows the paragraph that refers to it.", "{n} footnotes follow the paragraphs that refer to them."),
    "merged": ("One table has merged cells; the words of each were taken once: check that they stand in the right row.",
               "{n} tables have merged cells; the words of each were taken once: check that they stand in the right rows."),
    "boxes": ("One text box was taken into the text where it was anchored.",
              "{n} text boxes were taken into the text where they were anchored."),
    "cell_boxes": ("One framed box was taken in as plain paragraphs.", "{n} framed boxes were taken in as plain paragraphs."),
    "nested_tables": ("One table inside a table became lines of its cell.", "{n} tables inside tables became lines of their cells."),
    "moved_pictures": ("One picture stood in a line or a cell and follows it now as a figure.",
                       "{n} pictures stood in lines or cells and follow them now as figures."),
    "equations": ("One equation became plain words: check it.", "{n} equations became plain words: check them."),
    "machine_alt": ("One text alternative was written by a machine and was left out: say in words what the picture shows.",
                    "{n} text alternatives were written by a machine and were left out: say in words what the pictures show."),
    "typed_references": ("One reference is typed as words and was left as it is: check that it still leads where it should",
                         "{n} references are typed as words and were left as they are: check that they still lead where they should"),
    "page_references": ("One reference to a page was left as it is: pages are numbered anew in the pack",
                        "{n} references to pages were left as they are: pages are numbered anew in the pack"),
    "lost_references": ("One cross-reference led to nothing that has a number; its words were kept.",
                        "{n} cross-references led to nothing that has a number; their words were kept."),
    "white": ("Words written in white can be read now: check them", "Words written in white in {n} places can be read now: check them"),
    "struck": ("Words struck through by hand stand as plain words: check them",
               "Words struck through by hand in {n} places stand as plain words: check them"),
    "like_headings": ("One line in bold looks like a heading and stands as a paragraph: make it one if it is",
                      "{n} lines in bold look like headings and stand as paragraphs: make them headings if they are"),
}  # fmt: skip
DROPPED = {
    "title": ("The title at the top was left out: the cover carries the paper’s title.",) * 2,
    "comments": ("One comment was left out.", "{n} comments were left out."),
    "hidden": ("Hidden text was left out.", "Hidden text in {n} places was left out."),
    "headers": ("The header, footer or page numbers were left out: the pack prints its own.",) * 2,
    "contents": ("The table of contents was left out: the portal makes its own.",) * 2,
    "pictures": ("One picture was left out: it is no PNG or JPEG that can be read. Save it as one and add it as a figure",
                 "{n} pictures were left out: they are no PNG or JPEG that can be read. Save them as such and add them as figures"),
    "not_words": ("One picture was left out: minutes are kept as words. Say in words what it shows, if it matters.",
                  "{n} pictures were left out: minutes are kept as words. Say in words what they show, if it matters."),
    "decorative": ("One picture marked as decoration was left out.", "{n} pictures marked as decoration were left out."),
    "drawings": ("One drawing, chart or diagram was left out: paste it as a picture and add it as a figure",
                 "{n} drawings, charts or diagrams were left out: paste them as pictures and add them as figures"),
    "links": ("One link was left out, its words kept: it was no web or e-mail address.",
              "{n} links were left out, their words kept: they were no web or e-mail addresses."),
    "placeholders": ("One unfilled form field was left out.", "{n} unfilled form fields were left out."),
    "symbols": ("One sign of a symbol font has no letter and became □", "{n} signs of symbol fonts have no letters and became □"),
    "looks": ("Colours, fonts, sizes and underlining were left out.",) * 2,
    "template": ("The template the file was written on was left out.",) * 2,
    "properties": ("The names and dates in the file’s properties were left out.",) * 2,
}  # fmt: skip


@dataclass
class Told:
    """Counts as the reading goes on; sentences at the end."""

    counts: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, list[str]] = field(default_factory=dict)

    def count(self, name: str, number: int = 1, *, quote: str = "") -> None:
        self.counts[name] += number
        words = " ".join(quote.split())
        kept = self.quotes.setdefault(name, [])
        if words and len(kept) < MOST_QUOTES and words not in kept:
            kept.append(words)

    def changed(self) -> list[str]:
        return self._said(CHANGED)

    def dropped(self) -> list[str]:
        return self._said(DROPPED)

    def _said(self, catalogue: dict[str, tuple[str, str]]) -> list[str]:
        return [self._sentence(name, *said) for name, said in catalogue.items() if self.counts[name]]

    def _sentence(self, name: str, one: str, several: str) -> str:
        number, quotes = self.counts[name], self.quotes.get(name, [])
        words = one if number == 1 else several.format(n=number)
        if not quotes:
            return f"{words}." if words[-1].isalnum() or words[-1] == "□" else words
        more = " and others" if number > len(quotes) else ""
        return f"{words.rstrip('.')}: {', '.join(f'“{_short(quote)}”' for quote in quotes)}{more}."


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
