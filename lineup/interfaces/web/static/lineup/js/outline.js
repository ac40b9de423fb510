// Lessons are dragged to another place or module. Whoever drags nothing uses the arrows beside each.

const box = document.querySelector("[data-outline]");
const form = document.getElementById("drop");
let dragged = null;

function unmark() {
  box.querySelectorAll(".dropping").forEach((one) => one.classList.remove("dropping"));
}

box?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-lesson]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

box?.addEventListener("dragover", (event) => {
  const list = dragged && event.target.closest("[data-module]")?.querySelector("[data-lessons]");
  if (!list) return;
  event.preventDefault();
  unmark();
  (event.target.closest("[data-lesson]") ?? list).classList.add("dropping");
});

box?.addEventListener("dragend", () => {
  dragged = null;
  unmark();
});

box?.addEventListener("drop", (event) => {
  const module = dragged && event.target.closest("[data-module]");
  if (!module) return;
  event.preventDefault();
  const rows = [...module.querySelectorAll("[data-lesson]")].filter((row) => row !== dragged);
  const onto = event.target.closest("[data-lesson]");
  form.action = dragged.dataset.lesson;
  form.elements.module.value = module.dataset.module;
  form.elements.to.value = onto && onto !== dragged ? rows.indexOf(onto) : rows.length;
  form.requestSubmit();
});
