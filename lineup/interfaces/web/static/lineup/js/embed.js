// Shows a sign-up of Lineup where this script stands: <script async src="…/embed.js" data-event="open-evening"></script>
// Also data-lang (en, fr), data-theme (light, dark) and data-title, which screen readers say.
(() => {
  const script = document.currentScript;
  if (!script?.dataset.event) return;
  const home = new URL(script.src).origin;
  const address = new URL(`/embed/events/${encodeURIComponent(script.dataset.event)}`, home);
  for (const name of ["lang", "theme"]) if (script.dataset[name]) address.searchParams.set(name, script.dataset[name]);

  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = script.dataset.title || document.title;
  Object.assign(frame.style, { width: "100%", maxWidth: "36rem", height: "32rem", border: "0", colorScheme: "normal" });
  script.after(frame);

  addEventListener("message", (message) => {
    if (message.origin !== home || message.source !== frame.contentWindow) return;
    const height = message.data?.lineupHeight;
    if (Number.isFinite(height)) frame.style.height = `${Math.min(Math.max(height, 120), 6000)}px`;
  });
})();
