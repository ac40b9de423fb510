// What the phone asks of the house: known by its own secret. Without network it throws; revoked, it says so.

import * as store from "./store.js";

const PATIENCE = 3000;
const MOST = 200;

export class Revoked extends Error {}

export async function ask(path, { token, sent, patience = PATIENCE }) {
  const headers = { "X-Door-Device": token, "Accept-Language": document.documentElement.lang };
  if (sent) headers["Content-Type"] = "application/json";
  const body = sent && JSON.stringify(sent);
  const told = await fetch(path, {
    method: sent ? "POST" : "GET", headers, body, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(patience),
  });
  if (told.status >= 500) throw new Error("the house is busy");
  const answer = await told.json();
  if (answer.code === "device_revoked" || answer.code === "device_unknown") throw new Revoked(answer.detail);
  return { ok: told.ok, answer };
}

// in parts, so that a short moment of network is enough for some
export async function upload(path, token) {
  for (let scans = await store.queued(MOST); scans.length; scans = await store.queued(MOST)) {
    const { ok, answer } = await ask(path, { token, sent: { sent_at: Date.now(), scans }, patience: 30000 });
    if (!ok) throw new Error(answer.code);
    await store.putAside(answer.strange);
    await store.sent(answer.taken);
    // nothing of it left the queue: asking again at once would ask for ever
    if (!answer.taken.length && !answer.strange.length) throw new Error("nothing was taken");
  }
}

export async function refresh(path, token) {
  const { ok, answer } = await ask(path, { token, patience: 30000 });
  if (!ok) throw new Error(answer.code);
  // what was scanned while it was on its way is not in it
  if (await store.waiting()) return null;
  await store.forgetSeen();
  await store.put("pack", answer);
  return answer;
}
