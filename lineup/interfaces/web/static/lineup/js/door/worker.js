// Answers for the phone's page without network: KEPT, the addresses it needs, stands above. Keeps nothing else.

const CACHE = `lineup-door ${LANGUAGE} ${KEPT.join(" ")}`;

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !KEPT.includes(pathname)) return;
  event.respondWith(pathname === KEPT[0] ? fresh(event.request) : held(event.request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.map((path) => new Request(path, { cache: "reload" })));
}

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("lineup-door ") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// the page itself: as the house has it now, else as it was
async function fresh(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3000) });
    if (answer.ok) await cache.put(KEPT[0], answer.clone());
    return answer;
  } catch {
    return cache.match(KEPT[0]);
  }
}

async function held(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}
