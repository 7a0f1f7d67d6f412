// One entry under somebody's hands: its form, its journal, its saves, and both texts where somebody else was first.
const PAUSE = 900; // a pause in typing that settles a save
const LONGEST = 5000; // typing without a pause is saved too
const AGAIN = [2000, 4000, 8000, 15000];
const STOPPED = [403, 404, 423];

const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

export class Entry {
  // ``known`` is what the page or the journal holds: id, kind, item, parent, base, said, facts, isNew, isExempt, isPrivate.
  constructor(desk, article, known) {
    Object.assign(this, { desk, article, sent: [], failures: 0, isSending: false, isStopped: false, isGone: false }, known);
    this.facts ??= {};
    this.saved = known.isNew ? null : known.saved ?? known.said;
    this.draw();
  }

  // Something typed or chosen is not on the server yet.
  get isDirty() {
    return this.isNew || this.said !== this.saved || Object.values(this.facts).some((fact) => fact.now !== fact.was);
  }

  get url() {
    return `${this.desk.root}entries/${this.id}/`;
  }

  draw() {
    const place = this.article.querySelector("[data-place]");
    const form = document.querySelector(`template[data-form="${this.kind}"]`).content.cloneNode(true).firstElementChild;
    this.form = form;
    for (const field of form.querySelectorAll("[id]")) field.id = `${field.id}-${this.id}`;
    for (const label of form.querySelectorAll("[for]")) label.htmlFor = `${label.htmlFor}-${this.id}`;
    for (const field of form.querySelectorAll("[aria-describedby]")) {
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby")}-${this.id}`);
    }
    this.box = form.querySelector("textarea");
    this.box.value = this.said;
    for (const field of form.elements) this.fill(field);
    this.told = made("div");
    this.status = made("span");
    this.status.setAttribute("role", "status");
    const close = made("button", { type: "button", className: "button button--quiet", textContent: "Done" });
    close.addEventListener("click", () => this.desk.close(this));
    const more = made("a", { href: this.url, textContent: "Move, remove, history" });
    form.append(this.told, made("p", { className: "bar" }, close, this.status, more));
    form.addEventListener("input", (event) => this.typed(event.target));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.desk.close(this);
    });
    place.replaceChildren(form);
    if (this.isExempt && this.isDirty) this.say("Held on this page only until it is sent", "here");
  }

  // The facts as they stand; one that the form has not got (somebody who left) is added to its list.
  fill(field) {
    if (!field.name || field === this.box) return;
    const fact = (this.facts[field.name] ??= { was: "", now: "" });
    if (field.type === "checkbox") field.checked = fact.now === "on";
    else {
      if (field.tagName === "SELECT" && fact.now && ![...field.options].some((one) => one.value === fact.now)) {
        field.append(new Option(fact.words ?? "Not down as present", fact.now));
      }
      field.value = fact.now;
    }
  }

  focus() {
    (this.form.querySelector("select") ?? this.box).focus();
  }

  typed(field) {
    if (field === this.box) this.said = field.value;
    else if (field.name) this.facts[field.name].now = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    this.keep();
    if (this.isStopped || this.conflict) return;
    this.firstChange ??= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, LONGEST - (Date.now() - this.firstChange));
    this.timer = setTimeout(() => this.send(), Math.min(PAUSE, left));
  }

  // Into the journal at every letter; what is exempt stays in this page's memory.
  keep() {
    if (this.isExempt) this.say("Held on this page only until it is sent", "here");
    else this.desk.journal.put(this.toKeep()).catch(() => this.say("On this page only: this browser keeps nothing", "here"));
    this.desk.count();
  }

  toKeep() {
    const { id, kind, item, parent, base, said, facts, isNew, sent, saved } = this;
    return { id, kind, item, parent, base, said, facts, isNew, sent, saved, at: Date.now() };
  }

  async send() {
    if (this.isSending || this.isStopped || this.conflict || !this.isDirty) return;
    clearTimeout(this.timer);
    this.isSending = true;
    this.firstChange = undefined;
    try {
      await (this.isNew ? this.sendNew() : this.sendChange());
    } finally {
      this.isSending = false;
      this.desk.count();
    }
    if (this.isDirty && !this.failures && !this.conflict && !this.isStopped) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), PAUSE);
    }
  }

  async sendNew() {
    const { said } = this;
    const fields = { kind: this.kind, key: this.id, parent: this.parent ?? "", said };
    if (this.isPrivate) fields.private = "on";
    const { status, told } = await this.desk.line.send(`${this.desk.root}items/${this.item}/add/`, fields);
    if (status !== 200) return this.refused(status, told);
    // Made by this press, or by one whose answer was lost: then what stands is what that one sent.
    Object.assign(this, { isNew: false, base: 1, saved: told.words });
    return this.settled(told.said ?? "Saved");
  }

  async sendChange() {
    const { said } = this;
    this.shot = said;
    const chosen = { ...this.facts };
    const fields = { said, base_version: this.base };
    if (Object.values(chosen).some((fact) => fact.now !== fact.was)) {
      for (const [name, fact] of Object.entries(chosen)) Object.assign(fields, { [name]: fact.now, [`was_${name}`]: fact.was });
    }
    const shots = Object.fromEntries(Object.entries(chosen).map(([name, fact]) => [name, fact.now]));
    if (said !== this.saved) this.sent.push(said);
    const { status, told } = await this.desk.line.send(this.url, fields);
    if (status !== 200) return this.refused(status, told);
    this.base = told.version;
    this.saved = said;
    for (const [name, now] of Object.entries(shots)) this.facts[name].was = now;
    this.sent = [];
    return this.settled(told.said, told.dropped);
  }

  settled(words, dropped = []) {
    this.failures = 0;
    this.tell(dropped);
    this.say(words, "saved");
    if (!this.isDirty && !this.isExempt) this.desk.journal.drop(this.id);
    else if (!this.isExempt) this.desk.journal.put(this.toKeep());
  }

  refused(status, told) {
    if (status === 422) {
      this.tell([told.said]);
      this.say("Not saved", "ask");
      this.failures = AGAIN.length; // it waits for another word
      return;
    }
    if (status === 409 && (told.gone || told.words !== undefined || told.taken)) return this.choose(told);
    if (status === 409 && this.kind === "answer") return this.choose({ gone: true }); // its question was removed
    if ([409, ...STOPPED].includes(status) && told.said) {
      this.isStopped = true;
      return this.say(`Not saved. ${told.said} It is kept on this ${this.isExempt ? "page" : "device"}.`, "ask");
    }
    const wait = AGAIN[Math.min(this.failures, AGAIN.length - 1)];
    this.failures += 1;
    this.desk.trouble(status);
    this.say(this.isExempt ? "On this page only; we try again" : "Saved on this device; we try again", "here");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  // Somebody was first; unless it was this very page, whose answer was lost on the way.
  choose(told) {
    if (!told.gone && told.words !== undefined && this.sent.includes(told.words)) {
      Object.assign(this, { base: told.version, saved: told.words, sent: [] });
      this.failures = 0;
      this.timer = setTimeout(() => this.send(), 0);
      return;
    }
    if (told.taken && Object.keys(told.taken).length && told.words === undefined && !told.gone) {
      if (told.version) Object.assign(this, { base: told.version, saved: this.shot });
      for (const [name, standing] of Object.entries(told.taken)) {
        const value = standing === true ? "on" : String(standing || "");
        Object.assign(this.facts[name], { was: value, now: value });
        this.fill(this.form.elements[name]);
      }
      this.tell(["Somebody chose otherwise here while you were writing. What they chose is shown: choose again to change it."]);
      return this.say("Look at this again", "ask");
    }
    this.conflict = told;
    this.told.replaceChildren(this.both(told));
    this.say("Needs your choice", "ask");
  }

  both(told) {
    const box = document.querySelector(`template[data-both="${told.gone ? "gone" : "texts"}"]`).content.cloneNode(true).firstElementChild;
    const put = (name, words) => {
      const place = box.querySelector(`[data-words="${name}"]`);
      if (place) place.textContent = words;
    };
    put("who", told.who);
    put("who-when", `${told.who}, ${told.when}`);
    put("theirs", told.words);
    put("mine", this.said);
    for (const button of box.querySelectorAll("[data-keep]")) {
      button.addEventListener("click", () => this.keepOne(button.dataset.keep, told));
    }
    return box;
  }

  keepOne(which, told) {
    this.conflict = null;
    this.told.replaceChildren();
    this.sent = [];
    if (told.gone) {
      if (which === "theirs") return this.desk.letGo(this);
      Object.assign(this, { id: this.desk.fresh(), isNew: true, base: 1, saved: null });
      if (this.kind === "answer") Object.assign(this, { kind: "statement", parent: null });
    } else {
      Object.assign(this, { base: told.version, saved: told.words });
      if (which === "theirs") this.said = told.words;
      if (which === "both") this.said = `${told.words}\n${this.said}`;
      this.box.value = this.said;
    }
    this.keep();
    this.failures = 0;
    if (this.isDirty) this.send();
    else this.settled("Kept theirs");
    this.box.focus();
  }

  say(words, state) {
    this.status.className = { saved: "saved", here: "saved saved--here", ask: "saved saved--ask" }[state];
    this.status.textContent = words;
  }

  tell(sentences) {
    this.told.replaceChildren(...sentences.map((textContent) => made("span", { className: "flag", textContent })));
  }
}
