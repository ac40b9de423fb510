// The frame: menus that close, confirmations that open where you are, times told in your own zone.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenu();
  if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) focusSearch(event);
});

function closeMenu() {
  const menu = document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function focusSearch(event) {
  const field = document.querySelector("[data-slash]");
  if (!field || !field.checkVisibility()) return;
  event.preventDefault();
  field.focus();
}

// On a phone the menu of a section is wider than the screen: where one is stands in it, in view.
for (const here of document.querySelectorAll(".side-nav [aria-current]")) {
  const menu = here.parentElement;
  menu.scrollLeft += here.getBoundingClientRect().left - menu.getBoundingClientRect().left - 16;
}

// A link to a confirmation page opens the same form in a dialog; the page stays the fallback.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const form = await confirmation(link.href).catch(() => null);
  if (form) show(form, link); else location.assign(link.href);
});

async function confirmation(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("[data-confirm]");
  if (form && !form.getAttribute("action")) form.action = answer.url;
  return form;
}

function show(form, opener) {
  const dialog = document.createElement("dialog");
  const title = form.querySelector("h1, h2");
  title.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(document.adoptNode(form));
  dialog.addEventListener("close", () => { dialog.remove(); opener.focus(); });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) { event.preventDefault(); dialog.close(); }
  });
  document.body.append(dialog);
  dialog.showModal();
}

// Where the reader's clock differs from the one written, the time says so.
const yours = document.body.dataset.yourTime;
for (const time of document.querySelectorAll("time[data-clock]")) {
  const at = new Date(time.dateTime);
  if (!yours || -at.getTimezoneOffset() === Number(time.dataset.offset)) continue;
  const clock = at.toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
  time.title = `${clock} (${yours})`;
}
