// Within the frame: tells the page around it how high it is, which is no secret, and fills in the zone. Works without.

for (const field of document.querySelectorAll("[data-zone]")) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (window.parent !== window) {
  const tell = () => window.parent.postMessage({ lineupHeight: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
}

document.querySelector("[data-focus]")?.focus();
