// Somebody is dragged into another team, or out of all. Whoever drags nothing chooses the team in the menu beside the name.

const box = document.querySelector("[data-formation]");
let dragged = null;

function mark(team) {
  box.querySelectorAll(".dropping").forEach((one) => one.classList.remove("dropping"));
  team?.classList.add("dropping");
}

box?.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-seat]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

box?.addEventListener("dragover", (event) => {
  const team = dragged && event.target.closest("[data-team]");
  if (!team) return;
  event.preventDefault();
  mark(team);
});

box?.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});

box?.addEventListener("drop", (event) => {
  const team = dragged && event.target.closest("[data-team]");
  if (!team) return;
  event.preventDefault();
  const form = dragged.querySelector("form.seat-move");
  if (form.elements.team.value === team.dataset.team) return;
  form.elements.team.value = team.dataset.team;
  form.requestSubmit();
});
