// Hours are painted: press a cell and draw over others, which become as the first did; or with Shift and the arrow
// keys. Without this file each cell is a box to tick, which is what is sent in any case.

const grid = document.querySelector("[data-hours]");
let paint = null;

function boxOf(element) {
  return element?.closest?.("[data-hours] label")?.querySelector("input") ?? null;
}

function columnOf(use) {
  return [...grid.querySelectorAll(`input[name="${use}"]`)];
}

function set(box, checked) {
  if (!box || box.checked === checked) return;
  box.checked = checked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

grid?.addEventListener("pointerdown", (event) => {
  const box = boxOf(event.target);
  if (!box || event.button !== 0 || !event.isPrimary) return;
  event.preventDefault();
  event.target.releasePointerCapture?.(event.pointerId);
  paint = { checked: !box.checked, last: box };
  box.focus();
  set(box, paint.checked);
});

addEventListener("pointermove", (event) => {
  if (!paint || !event.isPrimary) return;
  const box = boxOf(document.elementFromPoint(event.clientX, event.clientY));
  if (box?.name !== paint.last.name || box === paint.last) return;
  between(paint.last, box).forEach((passed) => set(passed, paint.checked));
  paint.last = box;
});

// a quick hand leaves out cells: those of the same day that it passed are meant as well
function between(one, other) {
  if (one.closest("table") !== other.closest("table")) return [other];
  const column = columnOf(one.name);
  const [first, last] = [column.indexOf(one), column.indexOf(other)].sort((a, b) => a - b);
  return column.slice(first, last + 1);
}

for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { paint = null; });

// the press has set the box already: the click that follows must not turn it back
grid?.addEventListener("click", (event) => {
  if (boxOf(event.target) && event.detail > 0) event.preventDefault();
});

grid?.addEventListener("keydown", (event) => {
  const box = boxOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!box || (!step && !side)) return;
  const column = columnOf(box.name);
  const place = column.indexOf(box);
  const other = box.name === "drive" ? "spot" : "drive";
  const next = step ? column[place + step] : columnOf(other)[place];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (event.shiftKey && step) set(next, box.checked);
});

grid?.querySelectorAll("[data-all]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = columnOf(button.dataset.all);
    const checked = !boxes.every((box) => box.checked);
    boxes.forEach((box) => set(box, checked));
  });
});

grid?.setAttribute("data-painting", "");
