// The page at a door: a scan is sent in the background, told with a sound, and the field is ready for the next.

import { wire } from "./camera.js";
import { play } from "./sound.js";

const page = document.querySelector("[data-door]");
const form = page.querySelector("form[data-scan]");
const answer = document.getElementById("answer");
const camera = page.querySelector("[data-camera]");
const sound = page.querySelector("[data-sound]");

// a new id for each new scan; the same one for a retry of the same
function renew() {
  for (const one of page.querySelectorAll("input[name=client_id]")) one.value = crypto.randomUUID();
}

answer.addEventListener("htmx:afterSwap", () => {
  const told = answer.querySelector(".answer");
  if (!told) return;
  if (sound.checked) play(told.dataset.colour);
  navigator.vibrate?.(told.dataset.colour === "green" ? 60 : [90, 60, 90]);
  form.elements.code.value = "";
  form.elements.code.focus();
  renew();
  globalThis.htmx?.trigger("#inside", "now");
});

document.body.addEventListener("htmx:sendError", lost);
document.body.addEventListener("htmx:responseError", (event) => {
  // put off duty, or signed out: the whole page says it
  if ([401, 403, 404].includes(event.detail.xhr.status)) location.reload();
  else lost(event);
});

function lost(event) {
  if (!event.target.closest("form")) return;
  const box = document.createElement("div");
  box.className = "answer";
  box.dataset.colour = "amber";
  box.dataset.reason = "lost";
  box.textContent = page.dataset.lost;
  answer.replaceChildren(box);
  if (sound.checked) play("amber");
}

camera.hidden = false;
wire(camera, (text) => {
  form.elements.code.value = text;
  form.requestSubmit();
});
