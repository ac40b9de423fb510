// Codes from the camera: read by the browser where it can, else by our own reader. No picture leaves the phone.

const BETWEEN = 200;
const AGAIN = 4000;
const WIDTH = 960;

export function wire(box, found) {
  const camera = { box, video: box.querySelector("video"), found, stream: null, last: "", lastAt: 0 };
  if (!navigator.mediaDevices?.getUserMedia) {
    box.querySelector("[data-no-camera]").hidden = false;
    box.querySelector("[data-start]").hidden = true;
    return;
  }
  box.querySelector("[data-start]").addEventListener("click", () => start(camera));
  box.querySelector("[data-stop]").addEventListener("click", () => stop(camera));
}

async function start(camera) {
  try {
    camera.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  } catch {
    camera.box.querySelector("[data-no-camera]").hidden = false;
    return;
  }
  camera.video.srcObject = camera.stream;
  await camera.video.play();
  show(camera, true);
  const read = await reader(camera);
  while (camera.stream) {
    const text = await read().catch(() => null);
    if (text) tell(camera, text);
    await new Promise((done) => { setTimeout(done, BETWEEN); });
  }
}

function stop(camera) {
  for (const track of camera.stream?.getTracks() ?? []) track.stop();
  camera.stream = null;
  show(camera, false);
}

function show(camera, on) {
  camera.box.classList.toggle("on", on);
  camera.box.querySelector("[data-start]").hidden = on;
  camera.box.querySelector("[data-stop]").hidden = !on;
}

// the same badge is held before the camera for a while: told once
function tell(camera, text) {
  const now = performance.now();
  if (text === camera.last && now - camera.lastAt < AGAIN) {
    camera.lastAt = now;
    return;
  }
  camera.last = text;
  camera.lastAt = now;
  camera.found(text);
}

async function reader(camera) {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (formats?.includes("qr_code")) {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async () => (await detector.detect(camera.video))[0]?.rawValue;
  }
  const { read } = await import("../qr/read.js");
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  return async () => (camera.video.videoWidth ? read(taken(camera.video, canvas)) : null);
}

function taken(video, context) {
  const scale = Math.min(1, WIDTH / Math.max(video.videoWidth, video.videoHeight));
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  if (context.canvas.width !== width || context.canvas.height !== height) Object.assign(context.canvas, { width, height });
  context.drawImage(video, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
