// One section: its editor, its autosave, and what it says about it. Nothing typed is kept in the browser's storage.
import { Editor } from "django-prose-editor/editor";
import { Bar } from "portal/editor-bar";
import { Choices } from "portal/editor-choices";
import { extensions, pasted } from "portal/editor-nodes";

const PAUSE = 900; // a pause in typing that settles a save
const LONGEST = 8000; // typing without a pause is saved too
const AGAIN = [3000, 6000, 12000, 30000];
const STATES = { saved: "saved", here: "saved saved--here", ask: "saved saved--ask" };

export class Section {
  constructor(element, token) {
    this.element = element;
    this.token = token;
    this.base = JSON.parse(element.dataset.base);
    this.status = element.querySelector("[data-status]");
    this.isDirty = this.isSending = this.isStopped = false;
    this.failures = 0;
    const button = element.querySelector("[data-open]");
    button.hidden = false;
    button.addEventListener("click", () => this.open(true));
    this.button = button;
  }

  // True while something typed is on this page only.
  get isWaiting() {
    return this.isDirty || this.isSending;
  }

  open(andFocus = false) {
    if (this.editor) return;
    const place = this.element.querySelector("[data-place]");
    const conflicts = document.createElement("div");
    const told = document.createElement("div");
    const area = document.createElement("div");
    area.className = "paper";
    this.element.querySelector("[data-reading]").hidden = true;
    this.button.hidden = true;
    this.editor = new Editor({
      element: area,
      extensions: extensions(() => this.bar.focus()),
      content: this.element.querySelector("[data-source]").innerHTML,
      injectCSS: false, // our style sheet has it, so the page needs no exception for styles
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": `${this.element.dataset.title}. Escape leaves the text.`, spellcheck: "true" },
        transformPastedHTML: (html) => this.takePaste(html),
      },
      onUpdate: () => this.changed(),
    });
    this.told = told;
    this.bar = new Bar(this.editor, this.element.dataset.title);
    this.choices = new Choices(conflicts, { mine: (c) => this.keepMine(c), theirs: (c) => this.keepTheirs(c) });
    place.append(this.bar.element, conflicts, told, area);
    if (andFocus) this.editor.commands.focus();
  }

  takePaste(html) {
    const { html: kept, lost } = pasted(html);
    this.tell(lost);
    return kept;
  }

  tell(sentences) {
    for (const sentence of sentences) {
      if ([...this.told.children].some((child) => child.textContent === sentence)) continue;
      const flag = document.createElement("span");
      flag.className = "flag";
      flag.setAttribute("role", "status");
      flag.textContent = sentence;
      this.told.append(flag);
    }
  }

  say(words, state) {
    this.status.className = STATES[state];
    this.status.textContent = words;
  }

  changed() {
    if (this.isStopped) return;
    this.isDirty = true;
    this.firstChange ??= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, LONGEST - (Date.now() - this.firstChange));
    this.timer = setTimeout(() => this.save(), Math.min(PAUSE, left));
  }

  async save() {
    if (this.isSending || this.isStopped) return;
    clearTimeout(this.timer);
    this.isSending = true;
    this.isDirty = false;
    this.firstChange = undefined;
    try {
      const body = new URLSearchParams({ base: JSON.stringify(this.base), html: this.editor.getHTML() });
      const headers = { "X-CSRFToken": this.token };
      const answer = await fetch(this.element.dataset.save, { method: "POST", body, headers, redirect: "error" });
      if (answer.ok) this.settle(await answer.json());
      else if ([400, 403, 404, 423].includes(answer.status)) await this.stop(answer);
      else this.failed();
    } catch {
      this.failed();
    } finally {
      this.isSending = false;
      if (this.isDirty && !this.failures) this.changed();
    }
  }

  // The words stay where they were typed, and go out again by themselves.
  failed() {
    this.isDirty = true;
    this.say("Saved on this page only; we try again", "here");
    const wait = AGAIN[Math.min(this.failures, AGAIN.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async stop(answer) {
    this.isStopped = this.isDirty = true;
    const isWords = answer.headers.get("Content-Type")?.includes("json");
    const said = isWords ? (await answer.json()).said : "You may no longer write here. Copy what you typed before you leave.";
    this.say(`Not saved. ${said}`, "ask");
  }

  settle(answer) {
    this.failures = 0;
    const open = new Set(answer.conflicts.map((conflict) => conflict.id));
    const kept = Object.entries(this.base).filter(([id]) => open.has(id));
    this.base = { ...Object.fromEntries(kept), ...answer.base };
    for (const [sent, given] of Object.entries(answer.ids)) this.renamed(sent, given);
    for (const [id, html] of Object.entries(answer.newer)) this.replaced(id, html);
    for (const id of answer.gone) this.replaced(id, "");
    this.choices.show(answer.conflicts);
    this.tell(answer.dropped);
    this.say(answer.said, this.choices.isEmpty ? "saved" : "ask");
    this.element.dispatchEvent(new CustomEvent("references", { detail: answer.references, bubbles: true }));
  }

  keepMine({ id, version }) {
    this.base[id] = version;
    this.save();
  }

  keepTheirs({ id, version, theirs }) {
    this.base[id] = version;
    if (!this.replaced(id, theirs)) this.editor.commands.insertContentAt(this.editor.state.doc.content.size, theirs);
    this.save();
  }

  find(id) {
    let found = null;
    this.editor.state.doc.forEach((node, at) => {
      if (node.attrs.id === id) found = { node, at };
    });
    return found;
  }

  renamed(sent, given) {
    const here = this.find(sent);
    if (here) this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(here.at, "id", given));
  }

  replaced(id, html) {
    const here = this.find(id);
    if (!here) return false;
    const range = { from: here.at, to: here.at + here.node.nodeSize };
    if (html) this.editor.commands.insertContentAt(range, html, { updateSelection: false });
    else this.editor.commands.deleteRange(range);
    return true;
  }
}
