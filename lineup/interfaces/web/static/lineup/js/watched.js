// What of a video was really played, without what was jumped over: told every 15 seconds, and when one stops or leaves.
// What can't be sent is told with the next.

const EVERY = 15;

function follow(form) {
  const video = form.parentElement.querySelector("video");
  const told = form.querySelector("output");
  let untold = [];
  let from = null;
  let to = 0;
  let sending = false;

  // at the position that is reached, the one before a jump
  function note() {
    if (from !== null && to > from) untold.push([from, to]);
    from = from === null ? null : to;
  }

  function begin() {
    if (from === null) from = to = video.currentTime;
  }

  function end() {
    note();
    from = null;
    send();
  }

  // the end as the server knows it; what a browser recorded may not say it
  function reached() {
    return video.ended && Number.isFinite(video.duration) ? Math.ceil(video.duration) : video.currentTime;
  }

  async function send() {
    if (sending || !untold.length) return;
    sending = true;
    let arrived = false;
    const sent = untold.slice(0, 100);
    const body = new FormData(form);
    body.set("played", sent.map((span) => span.map(Math.round).join("-")).join(","));
    try {
      const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
      arrived = answer.status < 500;
      if (arrived) untold = untold.slice(sent.length);
      if (answer.ok) told.textContent = (await answer.json()).sentence;
    } catch {
      // no network: with the next
    }
    sending = false;
    // what was played meanwhile: where a film has ended, nothing else would tell it soon
    if (arrived) send();
  }

  video.addEventListener("playing", begin);
  video.addEventListener("timeupdate", () => {
    if (from === null || video.seeking) return;
    to = video.currentTime;
    if (to - from < EVERY) return;
    note();
    send();
  });
  video.addEventListener("seeking", end);
  video.addEventListener("seeked", () => {
    if (!video.paused) begin();
  });
  for (const kind of ["pause", "ended"]) {
    video.addEventListener(kind, () => {
      if (!video.seeking && from !== null) to = reached();
      end();
    });
  }
  setInterval(send, EVERY * 1000);
  addEventListener("pagehide", () => {
    note();
    send();
  });
}

for (const form of document.querySelectorAll("[data-watched]")) follow(form);
