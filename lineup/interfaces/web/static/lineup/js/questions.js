// Questions that are asked only after a certain answer step aside until it is given. Without this file they say when.

const followers = [...document.querySelectorAll("[data-only-if]")];

function answerTo(name) {
  const fields = [...document.getElementsByName(name)];
  const said = fields.filter((one) => one.type !== "radio" && one.type !== "checkbox" ? one.value : one.checked);
  // what is not asked itself is no answer
  return said.some((one) => one.closest(".field").hidden) ? [] : said.map((one) => one.value);
}

function show() {
  for (const field of followers) field.closest(".field").hidden = !answerTo(field.dataset.onlyIf).includes(field.dataset.onlyValue);
}

document.addEventListener("change", show);
show();
