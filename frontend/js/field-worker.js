// Keeps the checklist of one visit on the phone, so that it opens without a network: its reach is that visit's address
// alone. The network always comes first; a page that signs out, or that is refused, is forgotten here too.
const CACHE = `pulau-lapangan:${self.registration.scope}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { page, parts } = event.data;
  event.waitUntil((async () => {
    const kept = await caches.open(CACHE);
    await Promise.all(parts.map((url) => keep(kept, url)));
    await keep(kept, page); // last: a page without its parts would look kept and not work
    const wanted = new Set([page, ...parts]);
    for (const old of await kept.keys()) if (!wanted.has(old.url)) await kept.delete(old);
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.endsWith("/catat") || url.pathname.startsWith("/static/")) event.respondWith(networkFirst(request));
});

async function keep(kept, url) {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await kept.put(url, answer);
  } catch { /* without a network there is nothing new */ }
}

async function networkFirst(request) {
  const kept = await caches.open(CACHE);
  const page = new URL(request.url).pathname.endsWith("/catat");
  const address = request.url.split(page ? /[?#]/ : "#")[0]; // what stands after "?" tells versions of scripts apart
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && answer.type === "basic") await kept.put(address, answer.clone());
    else if (page && answer.status < 500) await kept.delete(address);
    return answer;
  } catch (problem) {
    const found = await kept.match(address, { ignoreVary: true });
    if (found) return found;
    throw problem;
  }
}
