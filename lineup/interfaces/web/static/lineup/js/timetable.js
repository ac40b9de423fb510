// Sessions, or duties, are dragged to another time or room. Whoever drags nothing opens one and chooses there.

const box = document.querySelector("[data-timetable]");
const form = document.getElementById("move");
let dragged = null;

function cellOf(event) {
  return dragged && event.target.closest("td[data-start]");
}

function unmark() {
  box.querySelectorAll(".dropping").forEach((cell) => cell.classList.remove("dropping"));
}

box?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-drag]");
  event.dataTransfer.effectAllowed = "move";
});

box?.addEventListener("dragover", (event) => {
  const cell = cellOf(event);
  if (!cell) return;
  event.preventDefault();
  unmark();
  cell.classList.add("dropping");
});

box?.addEventListener("dragend", () => {
  dragged = null;
  unmark();
});

box?.addEventListener("drop", (event) => {
  const cell = cellOf(event);
  if (!cell) return;
  event.preventDefault();
  form.querySelector("[data-dragged]").value = dragged.dataset.drag;
  form.elements.room.value = cell.dataset.room;
  form.elements.starts_at.value = cell.dataset.start;
  form.requestSubmit();
});
