// Shows what somebody has kept on this device where there is no connection. It keeps nothing by itself: pages do, when asked.
const LONGEST = 31 * 24 * 60 * 60 * 1000; // a copy older than this is not shown
const SHELF = "/panel/kept/";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fetch(request).catch((trouble) => kept(request, trouble)));
});

// The copy of this very page; for another page of the Panel the list of what is kept; for anything else the trouble itself.
async function kept(request, trouble) {
  const found = await fresh(request);
  if (found) return found;
  const shelf = request.mode === "navigate" ? await fresh(SHELF) : undefined;
  if (shelf) return shelf;
  throw trouble;
}

async function fresh(request) {
  const found = await caches.match(request, { ignoreVary: true });
  const at = Number(found?.headers.get("x-kept-at"));
  return found && Date.now() - at < LONGEST ? found : undefined;
}
