// Study time: one pulse for half a minute in which the page was seen and used. What can't be sent waits, oldest first.

const form = document.querySelector("[data-pulses]");
const EVERY = 30;
const STILL = 120;
const MOST_WAITING = 240;
const waiting = [];
let seconds = 0;
let focus = 0;
let interactions = 0;
let touched = Date.now();

function touch() {
  touched = Date.now();
  interactions += 1;
}

async function send() {
  while (waiting.length) {
    const { at, ...pulse } = waiting[0];
    const body = new FormData(form);
    body.set("focus", pulse.focus);
    body.set("interactions", pulse.interactions);
    body.set("ago", Math.max(0, Math.round((Date.now() - at) / 1000)));
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.status >= 500) return;
    } catch {
      return; // no network: with the next pulse
    }
    waiting.shift();
  }
}

function tick() {
  const used = Date.now() - touched < STILL * 1000;
  if (document.visibilityState !== "visible" || !used) return;
  seconds += 1;
  if (document.hasFocus()) focus += 1;
  if (seconds < EVERY) return;
  if (waiting.length < MOST_WAITING) waiting.push({ at: Date.now(), focus, interactions: Math.min(interactions, 500) });
  seconds = focus = interactions = 0;
  send();
}

if (form) {
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, touch, { passive: true });
  setInterval(tick, 1000);
}
