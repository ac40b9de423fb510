// A badge shown to the phone: verified, opened and judged by what it holds, and written down to be sent.

import { clean, verify } from "./code.js";
import { name, open } from "./pack.js";
import { decide } from "./rule.js";
import * as store from "./store.js";

export async function scan(pack, { text, room, way, client_id = crypto.randomUUID(), at = Date.now() }) {
  const code = clean(text);
  const reading = await verify(code, pack.keys, pack.first_valid);
  const told = reading.verdict === "valid" ? await open(code, pack.people) : null;
  const badge = reading.verdict === "valid" && !told ? "unknown_badge" : reading.verdict;
  const under = told ? await name(code) : null;
  const seen = under ? await store.seen(under) : null;
  const facts = told ? { ...told.facts, ...seen } : null;
  const counts = (await store.get("counts")) ?? {};
  const place = pack.rooms.find((one) => one.id === room) ?? null;
  const inside = place ? { ...place, inside: Math.max(0, place.inside + (counts[room] ?? 0)) } : null;
  const situation = {
    now: Math.floor(at / 1000), badge, way, event: pack.event, controller: pack.controller,
    room: inside, person: facts, sessions: pack.sessions,
  };
  const decision = decide(pack.rule, situation);
  const row = { client_id, code, at, reason: decision.reason, room, way };
  const moved = decision.granted && told && decision.reason !== "still_inside";
  const where = moved ? after(facts, room, way) : null;
  await store.add(row, under, where, moved ? counted(counts, facts.room, where.room) : null);
  return { ...decision, name: told?.name ?? "", words: pack.words[decision.reason], row };
}

// what the house answered: known here too, should the network be gone for the next scan
export async function note(pack, { text, room, way, granted, reason }) {
  const code = clean(text);
  const told = granted && reason !== "still_inside" ? await open(code, pack.people) : null;
  if (!told) return;
  const under = await name(code);
  const facts = { ...told.facts, ...(await store.seen(under)) };
  const where = after(facts, room, way);
  await store.note(under, where, counted((await store.get("counts")) ?? {}, facts.room, where.room));
}

function after(facts, room, way) {
  const into = way === "in" ? room : null;
  return { room: into, gone: room === null && way === "out", arrived: facts.arrived || (room === null && way === "in") };
}

function counted(counts, left, entered) {
  if (left === entered) return counts;
  const found = { ...counts };
  if (left) found[left] = (found[left] ?? 0) - 1;
  if (entered) found[entered] = (found[entered] ?? 0) + 1;
  return found;
}
