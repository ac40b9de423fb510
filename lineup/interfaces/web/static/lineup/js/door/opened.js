// The phone was given its secret: kept by this browser alone, and the page of the door takes over.

import { canVerify } from "./code.js";
import * as store from "./store.js";

const page = document.querySelector("[data-token]");

if ("serviceWorker" in navigator && (await canVerify())) {
  await store.wipe();
  await store.put("token", page.dataset.token);
  page.removeAttribute("data-token");
  page.querySelector("[data-unable]").hidden = true;
  page.querySelector("[data-ready]").hidden = false;
  location.replace(page.dataset.door);
}
