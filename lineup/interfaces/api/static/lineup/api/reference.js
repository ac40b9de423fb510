// Sends what was entered and shows the answer; without a script the page is still the whole reference.

const csrf = document.querySelector("meta[name=csrf-token]").content;
const token = document.getElementById("token");

for (const form of document.querySelectorAll("form[data-path]")) {
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

async function send(form) {
  const shown = form.querySelector("pre");
  shown.hidden = false;
  shown.textContent = "…";
  try {
    const answer = await fetch(address(form), request(form));
    shown.textContent = `${answer.status} ${answer.statusText}\n${pretty(await answer.text())}`;
  } catch (error) {
    shown.textContent = String(error);
  }
}

function address(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const input of inputs(form)) {
    if (input.dataset.in === "path") path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    if (input.dataset.in === "query" && input.value) query.append(input.name, input.value);
  }
  return query.size ? `${path}?${query}` : path;
}

function request(form) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrf };
  if (token.value) headers.Authorization = `Bearer ${token.value}`;
  for (const input of inputs(form)) {
    if (input.dataset.in === "header" && input.value) headers[input.name] = input.value;
  }
  const body = form.elements.body?.value;
  if (body) headers["Content-Type"] = "application/json";
  return { method: form.dataset.method, headers, body: body || undefined, credentials: "same-origin" };
}

function inputs(form) {
  return form.querySelectorAll("input[data-in]");
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
