// The three large squares of a code: any line through the middle of one is dark, light, dark, light, dark as 1:1:3:1:1.

import { isDark } from "./dark.js";

const SHARE = [1, 1, 3, 1, 1];
const LOOSE = 0.65;
const MOST = 9;
const TRIED = 8;

// threes of squares that may be the corners of a code, the likeliest first
export function corners(image) {
  const found = squares(image).sort((one, other) => other.times - one.times).slice(0, MOST);
  const threes = [];
  for (let a = 0; a < found.length; a += 1) {
    for (let b = a + 1; b < found.length; b += 1) {
      for (let c = b + 1; c < found.length; c += 1) {
        const three = placed(found[a], found[b], found[c]);
        if (three) threes.push(three);
      }
    }
  }
  return threes.sort((one, other) => one.fault - other.fault).slice(0, TRIED);
}

function squares(image) {
  const found = [];
  for (let y = 0; y < image.height; y += 2) {
    for (const x of middles(image, y)) {
      const seen = centred(image, x, y);
      if (seen) note(found, seen);
    }
  }
  return found;
}

// where a row looks as if it went through the middle of one
function* middles({ width, dark }, y) {
  const runs = [0, 0, 0, 0, 0];
  let before = 0;
  for (let x = 0; x <= width; x += 1) {
    const now = x < width ? dark[y * width + x] : 0;
    if (now !== before) {
      if (before && isSquare(runs)) yield x - runs[4] - runs[3] - runs[2] / 2;
      runs.shift();
      runs.push(0);
      before = now;
    }
    runs[4] += 1;
  }
}

function isSquare(runs) {
  const module = runs.reduce((sum, run) => sum + run, 0) / 7;
  return module >= 1 && runs.every((run, at) => Math.abs(run - SHARE[at] * module) <= SHARE[at] * module * LOOSE);
}

function centred(image, x, y) {
  const down = across(image, x, y, 0, 1);
  if (!down) return null;
  const along = across(image, x, down.y, 1, 0);
  if (!along) return null;
  const slanting = across(image, along.x, down.y, Math.SQRT1_2, Math.SQRT1_2);
  return slanting && { x: along.x, y: down.y, module: (along.module + down.module) / 2, times: 1 };
}

// the middle of the square along a line through this point, and how long a module is along it
function across(image, x, y, dx, dy) {
  const ahead = edges(image, x, y, dx, dy);
  const back = edges(image, x, y, -dx, -dy);
  if (!ahead || !back) return null;
  const runs = [back[2] - back[1], back[1] - back[0], back[0] + ahead[0], ahead[1] - ahead[0], ahead[2] - ahead[1]];
  if (!isSquare(runs)) return null;
  const shift = (ahead[0] - back[0]) / 2;
  return { x: x + dx * shift, y: y + dy * shift, module: (ahead[2] + back[2]) / 7 };
}

// how far it is from within a square to where its middle, the light around it and its frame end
export function edges(image, x, y, dx, dy) {
  const found = [];
  const most = image.width + image.height;
  let now = true;
  for (let far = 0; far < most; far += 0.5) {
    if (isDark(image, x + dx * far, y + dy * far) === now) continue;
    found.push(far);
    if (found.length === 3) return found;
    now = !now;
  }
  return null;
}

function note(found, seen) {
  const known = found.find((one) => Math.hypot(one.x - seen.x, one.y - seen.y) < 2 * Math.max(one.module, seen.module));
  if (!known) {
    found.push(seen);
    return;
  }
  for (const name of ["x", "y", "module"]) known[name] = (known[name] * known.times + seen[name]) / (known.times + 1);
  known.times += 1;
}

// which is which: the corner at the right angle is the first, the others follow clockwise; null for no such triangle
function placed(a, b, c) {
  const modules = [a.module, b.module, c.module];
  if (Math.max(...modules) > 2 * Math.min(...modules)) return null;
  const [first, ...others] = [[a, b, c], [b, a, c], [c, a, b]].sort((one, other) => opposite(other) - opposite(one))[0];
  const turns = turn(first, ...others) > 0;
  const [right, below] = turns ? others : others.toReversed();
  const wide = distance(first, right);
  const high = distance(first, below);
  const long = distance(right, below);
  const least = 12 * Math.min(...modules);
  if (wide < least || high < least || Math.max(wide, high) > 2 * Math.min(wide, high)) return null;
  const skew = Math.abs(long ** 2 - wide ** 2 - high ** 2) / long ** 2;
  return { first, right, below, fault: skew + Math.abs(wide - high) / Math.max(wide, high) };
}

function opposite([, one, other]) {
  return distance(one, other);
}

function distance(one, other) {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function turn(first, one, other) {
  return (one.x - first.x) * (other.y - first.y) - (one.y - first.y) * (other.x - first.x);
}
