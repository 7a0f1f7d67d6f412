// The bar of an editor: real buttons with words, pressed when they hold where the cursor is.
const KEYS = [
  ["Paragraph", (c) => c.setParagraph(), "paragraph"],
  ["Heading", (c) => c.toggleHeading({ level: 2 }), "heading", { level: 2 }],
  ["Heading 1.1", (c) => c.toggleHeading({ level: 3 }), "heading", { level: 3 }],
  ["Heading a)", (c) => c.toggleHeading({ level: 4 }), "heading", { level: 4 }],
  ["Bold", (c) => c.toggleBold(), "bold"],
  ["Italic", (c) => c.toggleItalic(), "italic"],
  ["Points", (c) => c.toggleBulletList(), "bulletList"],
  ["a) b) c)", (c) => c.toggleOrderedList(), "orderedList"],
  ["Recommendation", (c) => c.toggleRecommendation(), "recommendation"],
  ["Table", (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["Undo", (c) => c.undo()],
  ["Redo", (c) => c.redo()],
];
const TABLE_KEYS = [
  ["Row below", (c) => c.addRowAfter()],
  ["Column after", (c) => c.addColumnAfter()],
  ["Remove row", (c) => c.deleteRow()],
  ["Remove column", (c) => c.deleteColumn()],
  ["Heading row", (c) => c.toggleHeaderRow()],
  ["Heading column", (c) => c.toggleHeaderColumn()],
  ["Join or part cells", (c) => c.mergeOrSplit()],
  ["Remove table", (c) => c.deleteTable()],
];

let count = 0;

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

export class Bar {
  constructor(editor, title) {
    this.editor = editor;
    this.number = ++count;
    this.buttons = [];
    this.table = this.keys(TABLE_KEYS, `Table in ${title}`);
    this.element = made("div", { className: "writing-bar" }, this.keys(KEYS, `Form of the words in ${title}`), this.table, this.more());
    editor.on("transaction", () => this.show());
    this.show();
  }

  focus() {
    this.element.querySelector("button").focus();
  }

  keys(list, label) {
    const group = made("div", { className: "keys" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    for (const [words, act, name, attributes] of list) {
      const button = made("button", { type: "button", className: "button button--quiet", textContent: words });
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text: no letter is lost
      button.addEventListener("click", () => act(this.editor.chain().focus()).run());
      if (name) this.buttons.push([button, name, attributes]);
      group.append(button);
    }
    return group;
  }

  show() {
    for (const [button, name, attributes] of this.buttons) {
      button.setAttribute("aria-pressed", String(this.editor.isActive(name, attributes)));
    }
    this.table.hidden = !this.editor.isActive("table");
  }

  // Links and references need an answer first: two small forms, one below the other on a phone.
  more() {
    const details = made("details", {}, made("summary", { textContent: "Link or refer" }));
    details.append(this.linkForm(), this.referenceForm());
    return details;
  }

  linkForm() {
    const id = `link-${this.number}`;
    const input = made("input", { id, type: "url", placeholder: "https://" });
    const set = made("button", { type: "button", className: "button button--quiet", textContent: "Make it a link" });
    const unset = made("button", { type: "button", className: "asks", textContent: "Take the link away" });
    set.addEventListener("click", () => {
      if (!input.value || !input.reportValidity()) return;
      this.editor.chain().focus().extendMarkRange("link").setLink({ href: input.value }).run();
    });
    unset.addEventListener("click", () => this.editor.chain().focus().extendMarkRange("link").unsetLink().run());
    const label = made("label", { htmlFor: id, textContent: "Link the marked words to" });
    return made("div", { className: "field" }, label, input, made("div", { className: "bar" }, set, unset));
  }

  referenceForm() {
    const id = `refer-${this.number}`;
    this.select = made("select", { id });
    this.fillReferences();
    const put = made("button", { type: "button", className: "button button--quiet", textContent: "Put the reference in" });
    put.addEventListener("click", () => {
      const chosen = this.select.selectedOptions[0];
      if (!chosen) return;
      const attrs = { to: chosen.value, words: chosen.dataset.words };
      this.editor.chain().focus().insertContent({ type: "reference", attrs }).run();
    });
    const label = made("label", { htmlFor: id, textContent: "Refer to" });
    const hint = made("p", { className: "hint", textContent: "Its number follows by itself when the text changes." });
    return made("div", { className: "field" }, label, hint, this.select, made("div", { className: "bar" }, put));
  }

  fillReferences() {
    const options = document.getElementById("references").content.cloneNode(true);
    const chosen = this.select.value;
    this.select.replaceChildren(options);
    if (chosen) this.select.value = chosen;
  }
}
