// Keeps papers on this device, for reading without a connection, when somebody has asked for it and not before.
// Each name of a cache ends with its owner: portal.js takes them all away, by name, once that person has signed out.
const keeping = document.getElementById("keeping");
const owner = document.body.dataset.owner;
const OPEN = `kept-open:${owner}`;
const EXEMPT = `kept-exempt:${owner}`;
const SHELL = `kept-shell:${owner}`;
const SHELF = "/panel/kept/";

function say(words) {
  keeping.querySelector("[data-said]").textContent = words;
}

// The same answer with the moment at which it was kept.
async function copy(address) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html,*/*" } });
  if (!answer.ok || answer.redirected) throw new Error(address);
  const headers = new Headers(answer.headers);
  headers.set("x-kept-at", String(Date.now()));
  headers.delete("content-encoding");
  return new Response(await answer.blob(), { status: 200, headers });
}

// A page with its pictures, and what every page needs to look right.
async function keepPage(address, shelf) {
  const answer = await copy(address);
  const page = new DOMParser().parseFromString(await answer.clone().text(), "text/html");
  const own = [...page.querySelectorAll("main img[src]")].map((image) => image.getAttribute("src"));
  const shared = [...page.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((part) => part.getAttribute("href") ?? part.getAttribute("src"));
  for (const part of own) await shelf.put(part, await copy(new URL(part, new URL(address, location.href)).href));
  const shell = await caches.open(SHELL);
  for (const part of shared) if (!(await shell.match(part))) await shell.put(part, await copy(part));
  await shelf.put(address, answer);
}

async function keep(chosen) {
  await navigator.serviceWorker.register("/panel/sw.js", { scope: "/panel/" });
  await navigator.serviceWorker.ready;
  await keepPage(SHELF, await caches.open(SHELL));
  let done = 0;
  for (const box of chosen) {
    say(`Keeping ${done + 1} of ${chosen.length} ...`);
    await keepPage(box.value, await caches.open("exempt" in box.dataset ? EXEMPT : OPEN));
    done += 1;
  }
}

async function take(names) {
  for (const name of names) await caches.delete(name);
}

// What is kept, by its own title.
async function list(into) {
  into.replaceChildren();
  for (const name of [OPEN, EXEMPT]) {
    if (!(await caches.has(name))) continue;
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) {
      const answer = await shelf.match(request, { ignoreVary: true });
      if (!answer.headers.get("content-type")?.startsWith("text/html")) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = new URL(request.url).pathname;
      link.textContent = page.querySelector("main h1")?.textContent ?? "A paper";
      line.append(link, name === EXEMPT ? " (exempt)" : "");
      into.append(line);
    }
  }
  return into.children.length;
}

async function show() {
  const into = keeping.querySelector("[data-kept]");
  const count = into ? await list(into) : 0;
  keeping.querySelector("[data-take]").hidden = !count;
  if (!navigator.onLine) for (const box of keeping.querySelectorAll("form")) box.hidden = true;
  return count;
}

async function begin() {
  keeping.hidden = false;
  const form = keeping.querySelector("form");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = [...form.querySelectorAll("input[type=checkbox]:checked")];
    if (!chosen.length) return say("Choose the papers that you want to keep.");
    try {
      await keep(chosen);
      const count = await show();
      say(`Kept on this device: ${count} ${count === 1 ? "paper" : "papers"}. They are taken away when you sign out here.`);
    } catch {
      say("Not everything could be kept. Look whether you are connected, and try again.");
    }
  });
  keeping.querySelector("[data-take]").addEventListener("click", async () => {
    await take([OPEN, EXEMPT, SHELL]);
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    await show();
    say("Nothing is kept on this device any more.");
  });
  const count = await show();
  say(count ? "" : "Nothing is kept on this device.");
}

if (keeping && owner && "serviceWorker" in navigator && "caches" in window) begin();
