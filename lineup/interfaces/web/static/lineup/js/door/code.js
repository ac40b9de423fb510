// The code on a badge, verified without network: as domains/onsite/codes.py has it.

const LENGTH = 128;
const VERSION = 0x5d;
const SAID = 16;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export async function canVerify() {
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

export function clean(text) {
  return text.trim().toUpperCase();
}

// the verdicts have the names of codes.Verdict; what stands on a badge is told once it is believed
export async function verify(text, keys, firstValid) {
  const bytes = text.length === LENGTH ? unpacked(text) : null;
  if (!bytes) return { verdict: "not_a_badge" };
  if (bytes[0] !== VERSION) return { verdict: "unknown_version" };
  if (packed(bytes.subarray(2, 7)) !== keys.event) return { verdict: "other_event" };
  const key = keys.valid[String(bytes[1])];
  if (!key) return { verdict: keys.retired.includes(bytes[1]) ? "retired_key" : "unknown_key" };
  if (!(await isSigned(bytes, key))) return { verdict: "forged" };
  const badge = new TextDecoder("ascii").decode(bytes.subarray(7, 14));
  const serial = bytes[14] * 256 + bytes[15];
  return { verdict: serial < (firstValid[badge] ?? 1) ? "revoked" : "valid", badge, serial };
}

async function isSigned(bytes, key) {
  const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0));
  const known = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", known, bytes.subarray(SAID), bytes.subarray(0, SAID));
}

function unpacked(text) {
  const bytes = [];
  let bits = 0;
  let held = 0;
  for (const sign of text) {
    const value = ALPHABET.indexOf(sign);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}

function packed(bytes) {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}
