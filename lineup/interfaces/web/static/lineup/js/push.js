// Push: the browser's subscription fills the hidden fields of a form, which is then sent as any other.

const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

for (const form of document.querySelectorAll("form[data-push]")) {
  form.querySelector(can ? "[data-ready]" : "[data-unable]").hidden = false;
  if (can) form.addEventListener("submit", (event) => begin(event, form));
}

async function begin(event, form) {
  if (form.elements.endpoint.value) return;
  event.preventDefault();
  const fault = form.querySelector("[data-fault]");
  fault.hidden = true;
  try {
    const { endpoint, keys } = (await subscribed(form.dataset)).toJSON();
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.elements.endpoint.value = endpoint;
    form.requestSubmit();
  } catch {
    fault.hidden = false;
  }
}

async function subscribed({ worker, key }) {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  await navigator.serviceWorker.register(worker, { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  if (known && encoded(known.options.applicationServerKey) === key) return known;
  // one made for another key of ours hears nothing
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function encoded(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes ?? [])));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
