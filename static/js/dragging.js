// Take a line by its handle and put it down elsewhere in its row: with mouse, finger or pen, or with the arrow keys.
// Up and Down do the same without this script.
//
// Lines that can change places share one data-row. Each holds a link to itself, whose address says who it is and where
// a move is sent.
// What is sent names the neighbour that the line comes to stand before, since another clerk may have moved something.

const form = document.getElementById("place");
const said = document.getElementById("said");
const REMEMBERED = "moved-line";

const rowOf = (line) => [...document.querySelectorAll(`[data-row="${CSS.escape(line.dataset.row)}"]`)];
const addressOf = (line) => new URL(line.querySelector("a").href).pathname;
const idOf = (line) => addressOf(line).split("/").at(-2);
const nameOf = (line) => line.querySelector("a").textContent.trim();

function send(line, before) {
  sessionStorage.setItem(REMEMBERED, idOf(line));
  form.action = `${addressOf(line)}move/`;
  form.elements.before.value = before ? idOf(before) : "";
  form.requestSubmit();
}

function tellOfKeys(line, event) {
  const row = rowOf(line);
  const here = row.indexOf(line);
  const there = here + { ArrowUp: -1, ArrowDown: 2 }[event.key];
  if (Number.isNaN(there)) return;
  event.preventDefault();
  if (there < 0 || there > row.length) said.textContent = `${nameOf(line)} is at the end of its row.`;
  else send(line, row[there]);
}

// The line that the dragged one would come to stand before: the first whose middle is below the pointer.
const under = (line, y) =>
  rowOf(line).find((other) => {
    const box = other.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });

function show(line, before) {
  for (const other of rowOf(line)) other.classList.remove("drop-before", "drop-after");
  if (before) before.classList.add("drop-before");
  else rowOf(line).at(-1).classList.add("drop-after");
}

function drag(line, handle, start) {
  const pointer = start.pointerId;
  let before;
  let moved = false;
  const over = new AbortController();
  const listen = (name, what) => handle.addEventListener(name, what, { signal: over.signal });
  const end = () => {
    over.abort();
    line.classList.remove("dragged");
    for (const other of rowOf(line)) other.classList.remove("drop-before", "drop-after");
  };
  handle.setPointerCapture(pointer);
  listen("pointermove", (event) => {
    if (!moved && Math.abs(event.clientY - start.clientY) < 5) return;
    moved = true;
    line.classList.add("dragged");
    before = under(line, event.clientY);
    show(line, before);
  });
  listen("pointerup", () => {
    end();
    const row = rowOf(line);
    const next = row[row.indexOf(line) + 1];
    if (moved && before !== line && before !== next) send(line, before);
  });
  listen("pointercancel", end);
  document.addEventListener("keydown", (event) => event.key === "Escape" && end(), { signal: over.signal });
}

function equip(line) {
  if (line.querySelector(":scope > .grip") || rowOf(line).length < 2) return;
  const handle = Object.assign(document.createElement("button"), { type: "button", className: "grip" });
  handle.setAttribute("aria-label", `Move ${nameOf(line)}: drag, or press the up and down arrow keys`);
  handle.addEventListener("keydown", (event) => tellOfKeys(line, event));
  handle.addEventListener("pointerdown", (event) => event.button === 0 && drag(line, handle, event));
  line.append(handle);
}

function equipAll() {
  for (const line of document.querySelectorAll("[data-row]")) equip(line);
}

equipAll();
document.body.addEventListener("htmx:afterSettle", equipAll);

// After a move the page comes anew: the hand is where it was, and a reader is told where the line stands now.
const last = sessionStorage.getItem(REMEMBERED);
sessionStorage.removeItem(REMEMBERED);
const back = last && [...document.querySelectorAll("[data-row]")].find((line) => idOf(line) === last);
if (back) {
  back.querySelector(":scope > .grip")?.focus();
  const row = rowOf(back);
  said.textContent = `${nameOf(back)} now stands ${row.indexOf(back) + 1} of ${row.length}.`;
}
