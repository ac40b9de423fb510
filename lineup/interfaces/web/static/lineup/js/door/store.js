// What the phone keeps over a reload: its secret, what it holds, where it saw people, and scans that are not sent yet.

const NAME = "lineup-door";
const KEPT = "kept";
const QUEUE = "queue";
const SEEN = "seen";

function opened() {
  return new Promise((done, failed) => {
    const wanted = indexedDB.open(NAME, 1);
    wanted.onupgradeneeded = () => {
      wanted.result.createObjectStore(KEPT);
      wanted.result.createObjectStore(QUEUE, { keyPath: "client_id" });
      wanted.result.createObjectStore(SEEN);
    };
    wanted.onsuccess = () => done(wanted.result);
    wanted.onerror = () => failed(wanted.error);
  });
}

async function within(stores, mode, act) {
  const database = await opened();
  try {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const wanted = act(transaction);
    await new Promise((done, failed) => {
      transaction.oncomplete = done;
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error);
    });
    return wanted?.result;
  } finally {
    database.close();
  }
}

export function get(name) {
  return within([KEPT], "readonly", (inside) => inside.objectStore(KEPT).get(name));
}

export function put(name, value) {
  return within([KEPT], "readwrite", (inside) => inside.objectStore(KEPT).put(value, name));
}

export function seen(name) {
  return within([SEEN], "readonly", (inside) => inside.objectStore(SEEN).get(name));
}

// the scan and what it means stand or fall together
export function add(scan, name, where, counts) {
  return within([QUEUE, SEEN, KEPT], "readwrite", (inside) => {
    inside.objectStore(QUEUE).add(scan);
    if (where) inside.objectStore(SEEN).put(where, name);
    if (counts) inside.objectStore(KEPT).put(counts, "counts");
  });
}

export function note(name, where, counts) {
  return within([SEEN, KEPT], "readwrite", (inside) => {
    inside.objectStore(SEEN).put(where, name);
    inside.objectStore(KEPT).put(counts, "counts");
  });
}

export function queued(most) {
  return within([QUEUE], "readonly", (inside) => inside.objectStore(QUEUE).getAll(null, most));
}

export function waiting() {
  return within([QUEUE], "readonly", (inside) => inside.objectStore(QUEUE).count());
}

export function sent(ids) {
  return within([QUEUE], "readwrite", (inside) => {
    for (const id of ids) inside.objectStore(QUEUE).delete(id);
  });
}

// what the house does not understand keeps nothing else from being sent, and is not thrown away
export function putAside(ids) {
  return within([QUEUE, KEPT], "readwrite", (inside) => {
    const queue = inside.objectStore(QUEUE);
    const kept = inside.objectStore(KEPT);
    const before = kept.get("aside");
    before.onsuccess = () => {
      const aside = before.result ?? [];
      for (const id of ids) {
        const wanted = queue.get(id);
        wanted.onsuccess = () => {
          if (!wanted.result) return;
          aside.push(wanted.result);
          kept.put(aside, "aside");
          queue.delete(id);
        };
      }
    };
  });
}

// a fresh pack knows what was sent: what the phone saw itself is forgotten, but for what still waits
export function forgetSeen() {
  return within([SEEN, KEPT], "readwrite", (inside) => {
    inside.objectStore(SEEN).clear();
    inside.objectStore(KEPT).delete("counts");
  });
}

export function wipe() {
  return within([KEPT, QUEUE, SEEN], "readwrite", (inside) => {
    for (const name of [KEPT, QUEUE, SEEN]) inside.objectStore(name).clear();
  });
}
