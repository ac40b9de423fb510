// What the phone holds of people: sealed under a key made of each badge's own code (domains/onsite/door/packs.py).

const NONCE = 12;

export async function open(code, people) {
  const sealed = people[await name(code)];
  if (!sealed) return null;
  const raw = Uint8Array.from(atob(sealed), (sign) => sign.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", await digest(`lineup door key ${code}`), "AES-GCM", false, ["decrypt"]);
  const told = await crypto.subtle.decrypt({ name: "AES-GCM", iv: raw.subarray(0, NONCE) }, key, raw.subarray(NONCE));
  return JSON.parse(new TextDecoder().decode(told));
}

export async function name(code) {
  const bytes = new Uint8Array(await digest(`lineup door name ${code}`)).subarray(0, 16);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function digest(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
