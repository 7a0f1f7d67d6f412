// The page on which minutes are written: keys, typing that is never lost, and the other clerk's changes as they come.
// Without this file its plain forms do all of it but the typing offline.
import { Entry } from "portal/minutes-entry";
import { Journal } from "portal/minutes-journal";
import { Line } from "portal/minutes-line";

const NEWS = 5000; // how often the page asks what the others did
const OFF = "minutes-keys-off";

class Desk {
  constructor(root) {
    this.element = root;
    this.root = root.dataset.minutes;
    this.stamp = root.dataset.stamp;
    this.journal = new Journal(root.dataset.user, root.dataset.ref);
    this.line = new Line(document.querySelector("input[name=csrfmiddlewaretoken]").value);
    this.entries = new Map();
    this.status = document.getElementById("minutes-status");
    this.writing = document.getElementById("minutes-others");
  }

  async start() {
    this.element.addEventListener("submit", (event) => this.pressed(event));
    this.element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-change]");
      if (!link || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      this.open(link.closest("[data-entry]")).focus();
    });
    document.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("online", () => this.retry());
    window.addEventListener("beforeunload", (event) => {
      if ([...this.entries.values()].some((entry) => entry.isDirty && (entry.isExempt || entry.conflict))) event.preventDefault();
    });
    this.switches();
    await this.bringBack();
    const first = this.element.querySelector("[data-opened]");
    if (first && !this.entries.has(first.dataset.entry)) this.open(first).focus();
    setInterval(() => this.news(), NEWS);
  }

  // Alt and a letter, listed on the page; one press switches them off in this browser.
  switches() {
    const box = document.getElementById("minutes-keys");
    box.closest("[data-script]").hidden = false;
    box.checked = localStorage.getItem(OFF) === null;
    const show = () => {
      for (const key of document.querySelectorAll("kbd[data-key]")) key.hidden = !box.checked;
    };
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
      show();
    });
    this.keysAreOn = () => box.checked;
    this.showKeys = show;
    show();
  }

  key(event) {
    if (!event.altKey || event.ctrlKey || event.metaKey || !this.keysAreOn()) return;
    const letter = event.code.replace(/^(Key|Digit)/, "").toLowerCase();
    const section = this.section();
    const within = document.activeElement?.closest("[data-entry]");
    const button = section?.querySelector(`[data-adding]:not([data-parent]) kbd[data-key="${letter}"]`)?.closest("button");
    if (letter === "a") {
      const asked = this.question(section, within);
      if (asked) this.add(section, "answer", asked);
    } else if (letter === "x") {
      document.querySelector('kbd[data-key="x"]')?.closest("button").click();
    } else if (button) this.add(section, button.value, null);
    else return;
    event.preventDefault();
  }

  // The item in hand: where the cursor is, else the one that is live, else the first.
  section() {
    const here = document.activeElement?.closest("section[data-item]");
    return here ?? this.element.querySelector("section[data-item][data-live]") ?? this.element.querySelector("section[data-item]");
  }

  question(section, within) {
    const entries = [...section.querySelectorAll("[data-entry]")];
    const before = within ? entries.slice(0, entries.indexOf(within) + 1) : entries;
    return before.reverse().find((entry) => entry.dataset.kind === "question")?.dataset.entry;
  }

  fresh() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  add(section, kind, parent) {
    const isPrivate = Boolean(section.querySelector("input[name=private]:checked"));
    const isHeld = parent && section.querySelector(`[data-entry="${parent}"]`)?.dataset.exempt !== undefined;
    const isExempt = "exempt" in section.dataset || isPrivate || Boolean(isHeld);
    const known = { id: this.fresh(), kind, item: section.dataset.item, parent, base: 1, said: "", isNew: true, isExempt, isPrivate };
    const entry = this.put(section, known);
    entry.keep();
    entry.send();
    entry.focus();
    return entry;
  }

  // An article for an entry that the page has not got.
  put(section, known) {
    const article = document.querySelector("template[data-entry-frame]").content.cloneNode(true).firstElementChild;
    article.id = `e-${known.id}`;
    Object.assign(article.dataset, { entry: known.id, kind: known.kind });
    const label = document.querySelector(`template[data-form="${known.kind}"]`).dataset.label;
    article.querySelector("h3").textContent = label;
    article.classList.toggle("entry--held", Boolean(known.isExempt));
    article.classList.toggle("entry--below", Boolean(known.parent));
    if (known.isExempt) article.dataset.exempt = "";
    const parent = known.parent && section.querySelector(`[data-entry="${known.parent}"]`);
    let after = parent;
    while (after?.nextElementSibling?.dataset.parent === known.parent) after = after.nextElementSibling;
    if (known.parent) article.dataset.parent = known.parent;
    if (after) after.after(article);
    else section.querySelector("[data-entries]").append(article);
    return this.hold(article, known);
  }

  hold(article, known) {
    const entry = new Entry(this, article, known);
    this.entries.set(known.id, entry);
    article.dataset.open = "";
    return entry;
  }

  open(article) {
    const known = this.entries.get(article.dataset.entry);
    if (known) return known;
    const { entry, kind, item, parent, version, words, facts, exempt } = article.dataset;
    const standing = Object.entries(JSON.parse(facts || "{}")).map(([name, fact]) => [name, { was: fact.value, now: fact.value, words: fact.words }]);
    const given = { id: entry, kind, item, parent, base: Number(version), said: words, facts: Object.fromEntries(standing) };
    return this.hold(article, { ...given, isNew: false, isExempt: exempt !== undefined });
  }

  async close(entry) {
    await entry.send();
    if (entry.isDirty) return entry.say("Not sent yet: it stays open", "ask");
    this.letGo(entry);
    await this.refresh();
    document.querySelector(`[data-entry="${entry.id}"] a[data-change]`)?.focus();
  }

  letGo(entry) {
    this.journal.drop(entry.id);
    this.entries.delete(entry.id);
    delete entry.article.dataset.open;
    if (entry.isGone || entry.conflict?.gone || !this.element.contains(entry.article)) entry.article.remove();
    this.count();
    this.refresh();
  }

  // Typing of an earlier visit: shown where it belongs, and sent.
  async bringBack() {
    for (const kept of (await this.journal.all()).sort((a, b) => a.at - b.at)) {
      const article = this.element.querySelector(`[data-entry="${kept.id}"]`);
      const section = this.element.querySelector(`section[data-item="${kept.item}"]`) ?? this.section();
      if (!article && !section) continue;
      const known = { ...kept, isExempt: false, isPrivate: false };
      if (article && kept.isNew) Object.assign(known, { isNew: false, base: 1, saved: null });
      const entry = article ? this.hold(article, known) : this.put(section, known);
      Object.assign(entry, { sent: kept.sent ?? [], saved: kept.isNew && !article ? null : kept.saved });
      entry.say("Brought back from this device", "here");
      entry.send();
    }
    this.count();
  }

  retry() {
    for (const entry of this.entries.values()) if (entry.isDirty) entry.send();
  }

  // In words, for everything at once.
  count() {
    const waiting = [...this.entries.values()].filter((entry) => entry.isDirty);
    const asks = waiting.filter((entry) => entry.conflict || entry.isStopped).length;
    const held = waiting.filter((entry) => entry.isExempt).length;
    const words = (n) => `${n} ${n === 1 ? "entry" : "entries"}`;
    let said = "Everything is saved";
    if (asks) said = `${words(asks)} ${asks === 1 ? "needs" : "need"} your choice`;
    else if (held) said = `${words(held)} on this page only, not yet sent: exempt words are never kept on a device`;
    else if (waiting.length) said = `${words(waiting.length)} saved on this device, not yet sent`;
    if (this.isSignedOut) said += ". You have been signed out: sign in again in another tab, and it goes out by itself";
    this.status.className = asks ? "saved saved--ask" : waiting.length ? "saved saved--here" : "saved";
    if (this.status.textContent !== said) this.status.textContent = said;
  }

  trouble(status) {
    this.isSignedOut = status === "signed-out";
    if (status === 403) this.news(); // the token may be older than the session
  }

  async news() {
    const told = await this.line.ask(`${this.root}live/`);
    if (!told || told.isSignedOut) {
      this.isSignedOut = Boolean(told);
      return this.count();
    }
    const wasOut = this.isSignedOut;
    this.isSignedOut = false;
    this.showOthers(told.others);
    if (wasOut) this.retry();
    if (told.stamp !== this.stamp) {
      this.stamp = told.stamp;
      await this.refresh();
    }
    return this.count();
  }

  showOthers(others) {
    for (const mark of this.element.querySelectorAll("[data-here]")) mark.textContent = "";
    const said = others.map(({ name, entry }) => {
      const article = this.element.querySelector(`[data-entry="${entry}"]`);
      const mark = article?.querySelector("[data-here]");
      if (mark) mark.textContent = `${name} is writing here`;
      const number = article?.closest("section[data-item]")?.dataset.number;
      return number ? `${name}, in item ${number}` : name;
    });
    const words = said.length ? `Also writing: ${said.join("; ")}. You can both type.` : "";
    if (this.writing.textContent !== words) this.writing.textContent = words;
  }

  // The page as it is now, around what is under this person's hands.
  async refresh() {
    try {
      const answer = await fetch(this.root, { redirect: "error" });
      if (answer.ok) this.take(await answer.text());
    } catch {
      // no line: the next news brings it
    }
  }

  take(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const root = page.querySelector("[data-minutes]");
    if (!root) return;
    for (const fresh of page.querySelectorAll("[data-fresh]")) {
      const here = document.querySelector(`[data-fresh="${fresh.dataset.fresh}"]`);
      if (here && !here.contains(document.activeElement)) here.replaceWith(fresh);
    }
    for (const section of root.querySelectorAll("section[data-item]")) this.takeSection(section);
    for (const section of this.element.querySelectorAll("section[data-item]")) {
      section.toggleAttribute("data-live", root.querySelector(`section[data-item="${section.dataset.item}"]`)?.hasAttribute("data-live") ?? false);
    }
    this.stamp = root.dataset.stamp;
    this.showKeys();
  }

  takeSection(fresh) {
    const here = this.element.querySelector(`section[data-item="${fresh.dataset.item}"]`);
    if (!here) return;
    const list = here.querySelector("[data-entries]");
    const mine = new Map([...list.children].map((article) => [article.dataset.entry, article]));
    let last = null;
    for (const article of [...fresh.querySelector("[data-entries]").children]) {
      const known = mine.get(article.dataset.entry);
      const stays = known && "open" in known.dataset ? known : article;
      mine.delete(article.dataset.entry);
      if (stays !== known) known?.remove();
      if (last ? last.nextElementSibling !== stays : list.firstElementChild !== stays) {
        if (last) last.after(stays);
        else list.prepend(stays);
      }
      last = stays;
    }
    for (const article of mine.values()) if (!("open" in article.dataset)) article.remove();
  }

  // A key of the bar makes an entry here and now; every other press goes to the server and comes back with the page.
  async pressed(event) {
    const { target: form, submitter } = event;
    if (form.matches("[data-adding]") && submitter?.name === "kind") {
      event.preventDefault();
      this.add(form.closest("section[data-item]"), submitter.value, form.dataset.parent ?? null);
    } else if (form.matches("[data-press]")) {
      event.preventDefault();
      const body = new FormData(form, submitter);
      try {
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body) });
        if (!answer.ok) throw new Error(String(answer.status));
        this.take(await answer.text());
      } catch {
        this.status.className = "saved saved--ask";
        this.status.textContent = "That press did not get through. Note the time, and press again when the line is back";
      }
    }
  }
}

const root = document.querySelector("[data-minutes]");
if (root) new Desk(root).start();
