// A part of a page that others change: its mark is asked for once a second, and the part drawn anew when it is another.

const EVERY = 1000;
const SLOWEST = 30000;
let wait = EVERY;

const part = () => document.querySelector("[data-live]");

async function look() {
  const shown = part();
  if (!shown) return;
  // without who asks: the answer is the same for all, and costs the server next to nothing
  const answer = await fetch(shown.dataset.live, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
  const { mark } = await answer.json();
  if (mark !== shown.dataset.mark) await draw(shown);
}

async function draw(shown) {
  const fresh = (await ofAll(shown)) ?? (await ofOne(shown));
  const held = shown.contains(document.activeElement) ? document.activeElement.id : "";
  // what was drawn by a click of one's own in the meantime stays
  if (part() !== shown) return;
  shown.replaceWith(fresh);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

// what all read alike, with what is this reader's own out of what is shown; nothing once its key is too old
async function ofAll(shown) {
  if (!shown.dataset.shared) return null;
  const answer = await fetch(shown.dataset.shared, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) return null;
  const fresh = fragment(await answer.text());
  fresh.querySelector("[data-live]").dataset.shared = shown.dataset.shared;
  for (const vote of shown.querySelectorAll("[name=unvote]")) {
    const again = fresh.getElementById(vote.id);
    again?.setAttribute("name", "unvote");
    again?.setAttribute("aria-pressed", "true");
  }
  for (const own of shown.querySelectorAll("[form=removals]")) fresh.querySelector(`#q-${own.value} > div`)?.append(own);
  return fresh;
}

async function ofOne(shown) {
  const answer = await fetch(shown.dataset.part, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(answer.status);
  return fragment(await answer.text());
}

const fragment = (text) => document.createRange().createContextualFragment(text);

async function watch() {
  try {
    if (!document.hidden) await look();
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, SLOWEST);
  }
  setTimeout(watch, wait * (0.9 + Math.random() / 5));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look().catch(() => {});
});
setTimeout(watch, Math.random() * EVERY);
