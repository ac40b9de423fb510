// Forms: busy buttons, counted characters, rows selected at once, addresses copied. All work without this file.

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented || !button?.matches(".button")) return;
  if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
  button.setAttribute("aria-busy", "true");
});

// Back from the next page, nothing is busy any more.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll(".button[aria-busy='true']:not([data-busy])")) button.removeAttribute("aria-busy");
});

document.addEventListener("change", (event) => {
  const pick = event.target;
  if (!pick.matches?.(".pick")) return;
  const table = pick.closest(".selectable");
  const rows = [...table.querySelectorAll(".pick:not([data-all])")];
  const all = table.querySelector(".pick[data-all]");
  if (pick === all) for (const row of rows) row.checked = all.checked;
  if (!all) return;
  const picked = rows.filter((row) => row.checked).length;
  all.checked = picked === rows.length;
  all.indeterminate = picked > 0 && picked < rows.length;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = button.dataset.done;
  setTimeout(() => { words.textContent = before; }, 2000);
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit-on-change]")) event.target.form.requestSubmit();
});

function prepare(root) {
  if (navigator.clipboard) for (const button of root.querySelectorAll("[data-copy]")) button.hidden = false;
  for (const area of root.querySelectorAll("textarea[maxlength]")) countCharacters(area);
  for (const field of root.querySelectorAll("[data-zone]")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  root.querySelector("[data-focus]")?.focus();
}

function countCharacters(area) {
  if (area.dataset.counted) return;
  area.dataset.counted = "yes";
  const counter = document.createElement("output");
  counter.className = "counter";
  const show = () => { counter.textContent = `${area.value.length} / ${area.maxLength}`; };
  area.after(counter);
  area.addEventListener("input", show);
  show();
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));
