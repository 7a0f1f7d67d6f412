// What can stand in a text, for the editor: the same list as the server's cleaning.
import {
  Bold, BulletList, Document, Extension, Gapcursor, HardBreak, Heading, History, Italic, Link, ListItem, Node,
  OrderedList, Paragraph, Plugin, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Text,
} from "django-prose-editor/editor";

export const TOP_LEVEL = [
  "paragraph", "heading", "bulletList", "orderedList", "table", "picture", "recommendation", "note",
];

const fresh = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};

// Every top-level element has an id of its own from birth; a split or a copy gets a new one.
const Ids = Extension.create({
  name: "ids",
  addGlobalAttributes() {
    const id = {
      default: null,
      keepOnSplit: false,
      parseHTML: (element) => element.getAttribute("data-id"),
      renderHTML: ({ id }) => (id ? { "data-id": id } : {}),
    };
    return [{ types: TOP_LEVEL, attributes: { id } }];
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction(transactions, _before, state) {
          if (!transactions.some((transaction) => transaction.docChanged)) return null;
          const change = state.tr;
          const seen = new Set();
          state.doc.descendants((node, at, parent) => {
            if (!("id" in node.attrs)) return parent === state.doc;
            const isTop = parent === state.doc;
            const { id } = node.attrs;
            if (isTop && (!id || seen.has(id))) change.setNodeAttribute(at, "id", fresh());
            if (!isTop && id) change.setNodeAttribute(at, "id", null);
            if (isTop && id) seen.add(id);
            return true;
          });
          return change.docChanged ? change.setMeta("addToHistory", false) : null;
        },
      }),
    ];
  },
});

// "section 3.1": words of the server, so nobody can type into them; it goes and moves as one.
const Reference = Node.create({
  name: "reference",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() {
    return {
      to: { parseHTML: (element) => element.getAttribute("data-ref"), rendered: false },
      words: { parseHTML: (element) => element.textContent, rendered: false },
    };
  },
  parseHTML: () => [{ tag: "a[data-ref]", priority: 1000 }],
  renderHTML: ({ node }) => ["a", { "data-ref": node.attrs.to }, node.attrs.words],
  renderText: ({ node }) => node.attrs.words,
});

// A figure stands where it stands; its picture, caption and alternative text are changed by its own form.
const Picture = Node.create({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      words: { parseHTML: (element) => element.getAttribute("data-words"), rendered: false },
      src: { parseHTML: (element) => element.querySelector("img")?.getAttribute("src"), rendered: false },
      alt: { parseHTML: (element) => element.querySelector("img")?.getAttribute("alt"), rendered: false },
    };
  },
  parseHTML: () => [{ tag: "figure[data-id]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "figure",
    HTMLAttributes,
    ["img", { src: node.attrs.src, alt: node.attrs.alt }],
    ["figcaption", {}, node.attrs.words || ""],
  ],
});

const Recommendation = Node.create({
  name: "recommendation",
  group: "block",
  content: "(paragraph|bulletList|orderedList)+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
  addCommands() {
    return { toggleRecommendation: () => ({ commands }) => commands.toggleWrap(this.name) };
  },
});

// A note stands behind what refers to it; readers find it at the end.
const Note = Node.create({
  name: "note",
  group: "block",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "aside[data-id]" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
});

// The total row of a table, which the editor itself does not know.
const Foot = Extension.create({
  name: "foot",
  addGlobalAttributes() {
    const foot = {
      default: false,
      parseHTML: (element) => Boolean(element.closest("tfoot")) || element.hasAttribute("data-foot"),
      renderHTML: ({ foot }) => (foot ? { "data-foot": "" } : {}),
    };
    return [{ types: ["tableRow"], attributes: { foot } }];
  },
});

const Leave = Extension.create({
  name: "leave",
  addOptions: () => ({ leave: () => {} }),
  addKeyboardShortcuts() {
    return { Escape: () => { this.options.leave(); return true; } };
  },
});

export const extensions = (leave) => [
  Document, Text, Paragraph, HardBreak, Heading.configure({ levels: [2, 3, 4] }), Bold, Italic, Superscript, Subscript,
  BulletList, OrderedList, ListItem, Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
  Link.configure({ openOnClick: false, protocols: ["http", "https", "mailto"], HTMLAttributes: { target: null, rel: null } }),
  History, Gapcursor, Ids, Reference, Picture, Recommendation, Note, Foot, Leave.configure({ leave }),
];

const OWN_COMPUTER = ["127.0.0.1", "localhost", "[::1]"];

// What a paste loses, in words, and headings of other programs as ours.
export const pasted = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const lost = new Set();
  for (const picture of page.querySelectorAll("img")) {
    if (picture.closest("figure[data-id]")) continue;
    const address = URL.parse?.(picture.getAttribute("src") || "");
    const isOwn = address && (address.protocol === "file:" || OWN_COMPUTER.includes(address.hostname));
    const place = isOwn ? " that is only on your own computer" : address?.hostname ? ` from ${address.hostname}` : "";
    lost.add(`A picture${place} was left out. Add it as a figure.`);
    picture.remove();
  }
  for (const [from, to] of [["h1", "h2"], ["h5", "h4"], ["h6", "h4"]]) {
    for (const heading of page.querySelectorAll(from)) {
      const ours = page.createElement(to);
      ours.append(...heading.childNodes);
      heading.replaceWith(ours);
    }
  }
  return { html: page.body.innerHTML, lost: [...lost] };
};
