// An exhibitor's scans: sent in the background, so that the camera goes on, and told with a sound.

import { wire } from "./door/camera.js";
import { play } from "./door/sound.js";

const camera = document.querySelector("[data-camera]");
const form = document.querySelector("form[data-scan]");

document.body.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id !== "told") return;
  const told = target.querySelector(".alert");
  if (told) play(told.dataset.tone === "good" ? "green" : "amber");
  form.elements.code.value = "";
});

camera.hidden = false;
wire(camera, (text) => {
  form.elements.code.value = text;
  form.requestSubmit();
});
