// A stint is dragged into another driver's row. The form under the table says who drives what and saves it: a bar that is
// moved chooses there, and who chooses there moves the bar.

const chart = document.querySelector("[data-stints]");
const unsaved = document.querySelector("[data-unsaved]");
const rows = [...(chart?.querySelectorAll("[data-driver]") ?? [])];
let held = null;

function chosen(bar) {
  return document.querySelector(`select[name="driver-${bar.dataset.stint}"]`);
}

function place(bar, row) {
  bar.setAttribute("transform", `translate(0 ${row.dataset.y - bar.dataset.y})`);
  bar.classList.toggle("moved", row.dataset.y !== bar.dataset.y);
  unsaved.hidden = !chart.querySelector(".moved");
}

function under(event) {
  const { y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse());
  return rows.findLast((row) => Number(row.dataset.y) <= y) ?? rows[0];
}

function rowOf(select) {
  return rows.find((row) => row.dataset.driver === select.value);
}

chart?.addEventListener("pointerdown", (event) => {
  const bar = event.target.closest("[data-stint]");
  if (!bar || !chosen(bar) || event.button !== 0 || !event.isPrimary) return;
  event.preventDefault();
  bar.setPointerCapture(event.pointerId);
  held = bar;
});

chart?.addEventListener("pointermove", (event) => {
  if (held) place(held, under(event));
});

chart?.addEventListener("pointerup", (event) => {
  if (!held) return;
  const select = chosen(held);
  select.value = under(event).dataset.driver;
  place(held, rowOf(select));
  held = null;
});

chart?.addEventListener("pointercancel", () => {
  if (held) place(held, rowOf(chosen(held)));
  held = null;
});

document.querySelector(".plan-edit")?.addEventListener("change", (event) => {
  const bar = chart?.querySelector(`[data-stint="${event.target.name.replace("driver-", "")}"]`);
  if (bar) place(bar, rowOf(event.target));
});

// what the browser kept of a page that was left
chart?.querySelectorAll("[data-stint]").forEach((bar) => chosen(bar) && place(bar, rowOf(chosen(bar))));
