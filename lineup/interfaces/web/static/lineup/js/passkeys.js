// Passkeys: the browser's ceremony fills the hidden field of a form, which is then sent as any other.

const can = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector(can ? "[data-ready]" : "[data-unable]").hidden = false;
  if (can) form.addEventListener("submit", (event) => begin(event, form));
}

async function begin(event, form) {
  if (form.elements.credential.value) return;
  event.preventDefault();
  const fault = form.querySelector("[data-fault]");
  fault.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ceremony(form));
    form.requestSubmit();
  } catch {
    fault.hidden = false;
  }
}

async function ceremony(form) {
  const given = form.dataset.options ?? await (await fetch(form.dataset.optionsFrom)).text();
  const { publicKey } = JSON.parse(given);
  const made = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  return made.toJSON();
}
