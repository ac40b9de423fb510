// Shows what was pushed, and opens the page it is about. Keeps nothing, answers no requests.

self.addEventListener("push", (event) => {
  const told = read(event.data);
  event.waitUntil(self.registration.showNotification(told.title || "Lineup", {
    body: told.body,
    tag: told.tag,
    lang: told.lang,
    data: { path: told.path },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(address(event.notification.data?.path)));
});

function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

// never to another site, whatever was said
function address(path) {
  const found = new URL(path || "/notices", self.location.origin);
  return found.origin === self.location.origin ? found.href : `${self.location.origin}/notices`;
}

async function show(url) {
  const open = await self.clients.matchAll({ type: "window" });
  const there = open.find((one) => one.url === url);
  return there ? there.focus() : self.clients.openWindow(url);
}
