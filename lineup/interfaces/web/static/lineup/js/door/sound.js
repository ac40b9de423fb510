// A tone for each colour, so that nobody has to look: up for yes, low for no, two for look again.

const TONES = { green: [[880, 0.09], [1320, 0.14]], blue: [[660, 0.12]], amber: [[520, 0.12], [520, 0.12]], red: [[180, 0.4]] };
let context = null;

export function play(colour) {
  const tones = TONES[colour];
  if (!tones) return;
  try {
    context ??= new AudioContext();
    let at = context.currentTime;
    for (const [frequency, seconds] of tones) {
      beep(frequency, at, seconds);
      at += seconds + 0.04;
    }
  } catch { /* a browser without sound still shows the colour */ }
}

function beep(frequency, at, seconds) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}
