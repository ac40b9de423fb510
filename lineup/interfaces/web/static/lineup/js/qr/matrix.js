// What the modules of a code say: its format, the mask taken off, its blocks mended, and their text (ISO/IEC 18004).

import { mended } from "./mending.js";
import { spelled } from "./spelling.js";

const FORMAT_MASK = 0x5412;
const FORMAT_POLYNOMIAL = 0x537;
// by the two bits of the level (M, L, H, Q) and the version: how many signs mend a block, and how many blocks there are
const MENDING = [
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
];
const BLOCKS = [
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5],
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8],
];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

export function said(grid) {
  const format = formatOf(grid);
  if (format === null) return null;
  const version = (grid.size - 17) / 4;
  const signs = read(grid, version, MASKS[format & 7]);
  const data = whole(signs, MENDING[format >> 3][version - 1], BLOCKS[format >> 3][version - 1]);
  return data && spelled(data, version);
}

// five bits, written twice with ten that mend them; null where neither is near any
function formatOf({ size, dark }) {
  const at = (x, y) => dark[y * size + x];
  const written = [0, 0];
  for (let bit = 14; bit >= 0; bit -= 1) {
    written[0] = written[0] * 2 + at(...nearFirst(bit));
    written[1] = written[1] * 2 + (bit < 8 ? at(size - 1 - bit, 8) : at(8, size - 15 + bit));
  }
  let best = { off: 4, format: null };
  for (let format = 0; format < 32; format += 1) {
    const code = formatCode(format);
    const off = Math.min(...written.map((one) => ones(one ^ code)));
    if (off < best.off) best = { off, format };
  }
  return best.format;
}

// around the first corner, past the dotted lines
function nearFirst(bit) {
  if (bit < 6) return [8, bit];
  if (bit < 8) return [8, bit + 1];
  return [bit === 8 ? 7 : 14 - bit, 8];
}

function formatCode(format) {
  let rest = format << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if (rest & (1 << bit)) rest ^= FORMAT_POLYNOMIAL << (bit - 10);
  return ((format << 10) | rest) ^ FORMAT_MASK;
}

function ones(number) {
  let count = 0;
  for (let left = number; left; left &= left - 1) count += 1;
  return count;
}

// up and down through columns of two, from the right; the dotted column is skipped
function read({ size, dark }, version, mask) {
  const signs = [];
  let held = 0;
  let bits = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const up = ((right + 1) & 2) === 0;
    for (let step = 0; step < 2 * size; step += 1) {
      const x = right - (step % 2);
      const y = up ? size - 1 - (step >> 1) : step >> 1;
      if (isDrawn(x, y, size, version)) continue;
      held = (held << 1) | (dark[y * size + x] ^ (mask(x, y) === 0 ? 1 : 0));
      bits += 1;
      if (bits % 8) continue;
      signs.push(held);
      held = 0;
    }
  }
  return signs;
}

// what every code of the version has: corners, dotted lines, small squares, the version's own number
function isDrawn(x, y, size, version) {
  if (x === 6 || y === 6) return true;
  if (y < 9 && (x < 9 || x >= size - 8)) return true;
  if (x < 9 && y >= size - 8) return true;
  if (version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11))) return true;
  return isInSmallSquare(x, y, size, version);
}

function isInSmallSquare(x, y, size, version) {
  if (version < 2) return false;
  const middles = version < 7 ? [6, size - 7] : [6, (size - 1) / 2, size - 7];
  const near = (place) => middles.findIndex((middle) => Math.abs(place - middle) <= 2);
  const [column, row] = [near(x), near(y)];
  if (column < 0 || row < 0) return false;
  const last = middles.length - 1;
  // the corners have their large ones
  return !((column === 0 && (row === 0 || row === last)) || (row === 0 && column === last));
}

// the blocks are dealt out sign by sign, the shorter ones first; null where one can't be mended
function whole(signs, mending, number) {
  const short = Math.floor(signs.length / number);
  const longer = signs.length % number;
  const blocks = Array.from({ length: number }, () => []);
  const most = short - mending + (longer ? 1 : 0);
  let next = 0;
  for (let at = 0; at < most + mending; at += 1) {
    blocks.forEach((block, index) => {
      const isShort = index < number - longer;
      if (at === short - mending && isShort && longer) return;
      block.push(signs[next]);
      next += 1;
    });
  }
  const whole = blocks.map((block) => mended(block, mending));
  return whole.every(Boolean) ? whole.flat() : null;
}
