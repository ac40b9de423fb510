// Signs of a code as the text they spell: digits, capital letters, bytes.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const [DIGITS, CAPITALS, BYTES] = [1, 2, 4];
const LENGTHS = { [DIGITS]: [10, 12], [CAPITALS]: [9, 11], [BYTES]: [8, 16] };

// null for what is written otherwise
export function spelled(signs, version) {
  const left = { signs, at: 0 };
  let text = "";
  while (has(left, 4)) {
    const mode = take(left, 4);
    if (mode === 0) return text;
    if (!(mode in LENGTHS)) return null;
    const length = take(left, LENGTHS[mode][version < 10 ? 0 : 1]);
    const part = { [DIGITS]: digits, [CAPITALS]: capitals, [BYTES]: bytes }[mode](left, length);
    if (part === null) return null;
    text += part;
  }
  return text;
}

const has = ({ signs, at }, bits) => at + bits <= 8 * signs.length;

function take(left, bits) {
  let value = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const sign = left.signs[left.at >> 3] ?? 0;
    value = value * 2 + ((sign >> (7 - (left.at & 7))) & 1);
    left.at += 1;
  }
  return value;
}

function digits(left, length) {
  let text = "";
  for (let rest = length; rest > 0; rest -= 3) {
    const group = Math.min(3, rest);
    if (!has(left, 3 * group + 1)) return null;
    text += String(take(left, 3 * group + 1)).padStart(group, "0");
  }
  return text;
}

function capitals(left, length) {
  let text = "";
  for (let rest = length; rest > 0; rest -= 2) {
    const bits = rest > 1 ? 11 : 6;
    if (!has(left, bits)) return null;
    const value = take(left, bits);
    if (value >= (rest > 1 ? 45 * 45 : 45)) return null;
    text += rest > 1 ? LETTERS[Math.floor(value / 45)] + LETTERS[value % 45] : LETTERS[value];
  }
  return text;
}

function bytes(left, length) {
  if (!has(left, 8 * length)) return null;
  const found = Uint8Array.from({ length }, () => take(left, 8));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(found);
  } catch {
    return new TextDecoder("latin1").decode(found);
  }
}
