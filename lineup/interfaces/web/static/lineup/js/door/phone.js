// The phone's page: the house is asked while there is network; without, the phone decides by what it holds.

import { wire } from "./camera.js";
import { canVerify } from "./code.js";
import * as deciding from "./deciding.js";
import { Revoked, ask, refresh, upload } from "./house.js";
import { play } from "./sound.js";
import * as store from "./store.js";

const page = document.querySelector("[data-phone]");
const part = (name) => page.querySelector(`[data-${name}]`);
const words = page.dataset;
const form = part("scan");
const AGE = 5 * 60 * 1000;
const ROUND = 10000;
const phone = { token: null, pack: null, packedAt: 0, busy: false };

async function begin() {
  if (!("serviceWorker" in navigator) || !(await canVerify())) return show("unable");
  navigator.serviceWorker.register(words.worker, { scope: words.scope });
  navigator.storage?.persist?.();
  phone.token = await store.get("token");
  if (!phone.token) return show("unknown");
  phone.pack = (await store.get("pack")) ?? null;
  if (phone.pack) ready();
  await round();
  if (!phone.pack) show("waiting-for-pack");
  setInterval(round, ROUND);
  addEventListener("online", round);
  addEventListener("offline", () => network(false));
}

function show(name) {
  for (const box of page.querySelectorAll("[data-state]")) box.hidden = box.dataset.state !== name;
}

function ready() {
  const { rooms, title, device } = phone.pack;
  part("title").textContent = title;
  part("device").textContent = device.name;
  const chosen = form.elements.room.value;
  form.elements.room.replaceChildren(new Option(words.entrance, ""), ...rooms.map((one) => new Option(one.name, one.id)));
  form.elements.room.value = chosen;
  show("ready");
}

// send what waits, then ask what is new
async function round() {
  if (phone.busy) return;
  phone.busy = true;
  try {
    await upload(words.uploads, phone.token);
    if (!phone.pack || Date.now() - phone.packedAt > AGE) await renew();
    network(true);
  } catch (error) {
    await failed(error);
  } finally {
    phone.busy = false;
    await waiting();
  }
}

async function renew() {
  const fresh = await refresh(words.pack, phone.token);
  if (!fresh) return;
  phone.pack = fresh;
  phone.packedAt = Date.now();
  ready();
}

async function failed(error) {
  if (!(error instanceof Revoked)) return network(false);
  await store.wipe();
  phone.pack = null;
  phone.token = null;
  answer(revoked(error));
  show("unknown");
}

function network(on) {
  part("network").dataset.net = on ? "on" : "off";
  part("network").textContent = on ? words.online : words.offline;
}

async function waiting() {
  const number = await store.waiting();
  part("queue").textContent = number ? words.queue.replace("{number}", number) : "";
  part("queue").dataset.number = number;
  const aside = (await store.get("aside"))?.length ?? 0;
  part("aside").textContent = aside ? words.aside.replace("{number}", aside) : "";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = form.elements.code.value;
  if (!text.trim() || !phone.pack) return;
  const wanted = { text, room: form.elements.room.value || null, way: new FormData(form).get("way") };
  form.elements.code.value = "";
  answer((await online(wanted)) ?? (await deciding.scan(phone.pack, wanted)));
  await waiting();
  form.elements.code.focus();
});

// null where there is no network: the phone decides, under the same id, should the house have heard it all the same
async function online(wanted) {
  if (part("network").dataset.net === "off") return null;
  wanted.client_id = crypto.randomUUID();
  try {
    const sent = { client_id: wanted.client_id, code: wanted.text, room: wanted.room, way: wanted.way };
    const { ok, answer: told } = await ask(words.scans, { token: phone.token, sent });
    if (!ok) return { colour: "amber", reason: told.code, name: "", words: { word: "", sentence: told.detail, remedy: "" } };
    await deciding.note(phone.pack, { ...wanted, granted: told.granted, reason: told.reason });
    return told;
  } catch (error) {
    await failed(error);
    return error instanceof Revoked ? revoked(error) : null;
  }
}

function revoked(error) {
  return { colour: "red", reason: "device_revoked", name: "", words: { word: words.revoked, sentence: error.message, remedy: "" } };
}

function answer({ colour, reason, name, words: said, expected_in: expected = null, before = null }) {
  const box = part("answer");
  const room = phone.pack?.rooms.find((one) => one.id === expected);
  const lines = [["answer-word", said.word], ["answer-name", name], ["", said.sentence], ["", before ?? ""]];
  if (reason === "wrong_room" && room) lines.push(["answer-room", `→ ${room.name}`]);
  lines.push(["answer-remedy", said.remedy]);
  const told = document.createElement("div");
  told.className = "answer";
  told.dataset.colour = colour;
  told.dataset.reason = reason;
  told.append(...lines.filter(([, text]) => text).map(([kind, text]) => line(kind, text)));
  box.replaceChildren(told);
  if (part("sound").checked) play(colour);
}

function line(kind, text) {
  const told = document.createElement("p");
  told.className = kind;
  told.textContent = text;
  return told;
}

wire(part("camera"), (text) => {
  form.elements.code.value = text;
  form.requestSubmit();
});

await begin();
