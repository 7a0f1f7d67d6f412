// Reading with a script: select words to mark them or write beside them. The pages of "Write a note" do the same without it.
// Typed without a connection, a note is kept in this browser and sent on return; beside an exempt paper it is held in memory only.
const reader = document.getElementById("reader");
const owner = document.body.dataset.owner;
const isExempt = reader && "exempt" in reader.dataset;
const held = []; // not sent, and never written down

// ---- Notes that could not be sent yet. Signing out leaves them: only being sent takes them away.
function opened() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open("unsent-notes", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("notes", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

async function inStore(mode, act) {
  const base = await opened();
  try {
    return await new Promise((done, fail) => {
      const deal = base.transaction("notes", mode);
      const asked = act(deal.objectStore("notes"));
      deal.oncomplete = () => done(asked.result);
      deal.onerror = () => fail(deal.error);
    });
  } finally {
    base.close();
  }
}

async function waiting() {
  const rows = await inStore("readonly", (notes) => notes.getAll());
  return [...rows.filter((note) => note.owner === owner), ...held];
}

async function keepForLater(note) {
  if (isExempt) held.push(note);
  else await inStore("readwrite", (notes) => notes.put(note));
}

async function drop(note) {
  const at = held.indexOf(note);
  if (at >= 0) held.splice(at, 1);
  else await inStore("readwrite", (notes) => notes.delete(note.key));
}

// ---- Sending
const FIELDS = ["key", "block", "quote", "words"];

async function post(note, token) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token });
  for (const field of FIELDS) body.set(field, note[field]);
  return fetch(note.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
}

const isKept = (answer) => answer.type === "opaqueredirect" || answer.ok;

// A page that was kept carries an old token: ask for a new one where the note belongs.
async function freshToken(note) {
  const answer = await fetch(note.page, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
  if (!answer.ok || answer.headers.has("x-kept-at")) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.body.dataset.owner === owner ? page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "" : "";
}

async function sendWaiting() {
  let sent = 0;
  for (const note of await waiting()) {
    const token = await freshToken(note).catch(() => "");
    if (!token) break;
    const answer = await post(note, token).catch(() => null);
    if (!answer || !isKept(answer)) continue;
    await drop(note);
    sent += 1;
  }
  await tell(sent);
  return sent;
}

async function tell(sent = 0) {
  const notes = await waiting();
  const line = document.getElementById("unsent");
  const words = [];
  if (sent) words.push(`${sent === 1 ? "1 note was" : `${sent} notes were`} sent.`);
  if (notes.length) words.push(`${notes.length === 1 ? "1 note is" : `${notes.length} notes are`} not sent yet. ${held.length ? "What you wrote about an exempt paper is not kept on this device: leave this page open until you are connected." : "It is kept in this browser and sent when you are connected."}`);
  line.textContent = words.join(" ");
  for (const note of notes) if (note.page === location.pathname) draw(note);
}

// What waits stands where it will stand, and says that it waits.
function draw(note) {
  const block = document.getElementById(note.block) ?? reader.querySelector(`[data-key="${CSS.escape(note.block)}"]`);
  if (!block || document.getElementById(`w-${note.key}`)) return;
  const shown = document.createElement("div");
  shown.className = "note";
  shown.id = `w-${note.key}`;
  const said = document.createElement("p");
  said.textContent = `Not sent yet: ${note.words || `marked “${note.quote}”`}`;
  shown.append(said);
  if (block.tagName === "LI") block.append(shown);
  else block.after(shown);
}

// ---- Selecting
// The words of a selection inside one passage; of a longer one, those in its first passage.
function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = range.startContainer;
  const element = start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement;
  const block = element?.closest(".paper [id^='b-'], .paper [data-key]");
  if (!block || element.closest(".note, .leaf, .jot")) return null;
  if (!block.contains(range.endContainer)) range.setEnd(block, block.childNodes.length);
  const piece = range.cloneContents();
  for (const own of piece.querySelectorAll(".note, .leaf, .jot")) own.remove();
  for (const apart of piece.querySelectorAll("p, li, td, th, br, tr")) apart.append(" ");
  const quote = piece.textContent.replace(/\s+/g, " ").trim();
  return quote ? { block: block.dataset.key ?? block.id, quote } : null;
}

function begin(template) {
  const picked = template.content.firstElementChild.cloneNode(true);
  picked.hidden = true;
  reader.append(picked);
  const form = picked.querySelector("form");
  document.addEventListener("selectionchange", () => {
    if (picked.contains(document.activeElement)) return;
    const now = chosen();
    picked.hidden = !now;
    if (!now) return;
    form.elements.block.value = now.block;
    form.elements.quote.value = now.quote;
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const note = { owner, key: crypto.randomUUID(), action: form.action, page: location.pathname };
    for (const field of ["block", "quote", "words"]) note[field] = form.elements[field].value;
    form.elements.key.value = note.key;
    const answer = await post(note, form.elements.csrfmiddlewaretoken.value).catch(() => null);
    if (answer && !isKept(answer)) return form.submit(); // the page that says what is wrong, with all that was typed
    if (answer) {
      location.hash = `n-${note.key}`;
      return location.reload();
    }
    await keepForLater(note);
    form.elements.words.value = "";
    picked.hidden = true;
    return tell();
  });
}

// ---- The page to carry on at: kept quietly while reading, for this person alone.
function keepPlace() {
  const leaves = [...reader.querySelectorAll(".paper a.leaf")];
  const token = reader.querySelector("[name=csrfmiddlewaretoken]")?.value;
  let kept = "";
  let timer = 0;
  const here = () => leaves.findLast((leaf) => leaf.getBoundingClientRect().top < innerHeight / 2)?.id.slice(1) ?? "";
  const keep = () => {
    const page = here();
    if (!page || page === kept || !token) return;
    const body = new URLSearchParams({ page, csrfmiddlewaretoken: token });
    fetch(reader.dataset.stop, { method: "POST", body, keepalive: true, redirect: "manual" }).then(() => { kept = page; }, () => {});
  };
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 1500);
  }, { passive: true });
}

const template = document.getElementById("picked");
if (reader && owner) {
  if (template) begin(template);
  keepPlace();
  addEventListener("online", () => sendWaiting().then((sent) => { if (sent && !held.length) location.reload(); }));
  addEventListener("beforeunload", (event) => { if (held.length) event.preventDefault(); });
  sendWaiting().then((sent) => { if (sent) location.reload(); }, () => {});
}
