// The squares of a code as light and dark, laid over the picture from three corners and the small square of the fourth.

import { isDark } from "./dark.js";
import { edges } from "./finders.js";

export const MOST_VERSION = 10;
const NEAR = [-0.22, 0, 0.22];
const REACH = 9;
const ENOUGH = 21;
const TRIED = 3;

// what the code may be, by how many modules it seems to measure; the likeliest first
export function* grids(image, three) {
  const seems = measured(image, three);
  const versions = Array.from({ length: MOST_VERSION }, (_, at) => at + 1).filter((one) => Math.abs(17 + 4 * one - seems) < 7);
  versions.sort((one, other) => Math.abs(17 + 4 * one - seems) - Math.abs(17 + 4 * other - seems));
  for (const version of versions) {
    const size = 17 + 4 * version;
    for (const fourth of fourths(image, three, size)) yield taken(image, laid(three, fourth, size), size);
  }
}

function measured(image, { first, right, below }) {
  const sides = [[first, right], [first, below]].map(([one, other]) => {
    const length = Math.hypot(other.x - one.x, other.y - one.y);
    const [dx, dy] = [(other.x - one.x) / length, (other.y - one.y) / length];
    const seen = [[one, 1], [one, -1], [other, 1], [other, -1]].map(([at, way]) => edges(image, at.x, at.y, way * dx, way * dy)?.[2]);
    const known = seen.filter((far) => far !== undefined);
    const module = known.reduce((sum, far) => sum + far, 0) / known.length / 3.5;
    return length / module + 7;
  });
  return (sides[0] + sides[1]) / 2;
}

// where the fourth corner may be: by the small squares near it, else as if the code lay flat before the camera
function* fourths(image, { first, right, below }, size) {
  const reach = size - 7;
  const wide = { x: (right.x - first.x) / reach, y: (right.y - first.y) / reach };
  const high = { x: (below.x - first.x) / reach, y: (below.y - first.y) / reach };
  const from = (across, down) => ({ x: first.x + wide.x * across + high.x * down, y: first.y + wide.y * across + high.y * down });
  const small = size > 21 ? aligned(image, from(reach - 3, reach - 3), wide, high) : [];
  for (const one of small) yield { ...one, at: size - 6.5 };
  yield { ...from(reach, reach), at: size - 3.5 };
}

// the middle of the small square: of the places around, the three that look most like one
function aligned(image, middle, wide, high) {
  const there = [];
  for (let down = -REACH; down <= REACH; down += 0.25) {
    for (let across = -REACH; across <= REACH; across += 0.25) {
      const x = middle.x + wide.x * across + high.x * down;
      const y = middle.y + wide.y * across + high.y * down;
      const like = likeness(image, x, y, wide, high);
      if (like >= ENOUGH) there.push({ x, y, like, far: Math.hypot(across, down) });
    }
  }
  return grouped(there.sort((one, other) => other.like - one.like || one.far - other.far), Math.hypot(wide.x, wide.y));
}

// each place with those beside it that look as much like one
function grouped(there, module) {
  const groups = [];
  const isNear = (one, other, modules) => Math.hypot(one.x - other.x, one.y - other.y) < modules * module;
  for (const one of there) {
    if (groups.some((group) => isNear(one, group, 2))) continue;
    const beside = there.filter((other) => other.like === one.like && isNear(one, other, 1));
    const mean = (name) => beside.reduce((sum, other) => sum + other[name], 0) / beside.length;
    groups.push({ x: mean("x"), y: mean("y") });
    if (groups.length === TRIED) break;
  }
  return groups;
}

function likeness(image, x, y, wide, high) {
  let like = 0;
  for (let down = -2; down <= 2; down += 1) {
    for (let across = -2; across <= 2; across += 1) {
      const ring = Math.max(Math.abs(down), Math.abs(across));
      const dark = isDark(image, x + wide.x * across + high.x * down, y + wide.y * across + high.y * down);
      if (dark === (ring !== 1)) like += 1;
    }
  }
  return like;
}

// from modules to points of the picture, seen aslant: eight numbers from four points
function laid({ first, right, below }, fourth, size) {
  const far = size - 3.5;
  const pairs = [[3.5, 3.5, first], [far, 3.5, right], [3.5, far, below], [fourth.at, fourth.at, fourth]];
  const rows = pairs.flatMap(([u, v, { x, y }]) => [
    [u, v, 1, 0, 0, 0, -u * x, -v * x, x],
    [0, 0, 0, u, v, 1, -u * y, -v * y, y],
  ]);
  const [a, b, c, d, e, f, g, h] = solved(rows);
  return (u, v) => {
    const depth = g * u + h * v + 1;
    return [(a * u + b * v + c) / depth, (d * u + e * v + f) / depth];
  };
}

function solved(rows) {
  for (let at = 0; at < rows.length; at += 1) {
    const best = rows.findIndex((row, index) => index >= at && rows.every((other, i) => i < at || Math.abs(other[at]) <= Math.abs(row[at])));
    [rows[at], rows[best]] = [rows[best], rows[at]];
    rows[at] = rows[at].map((value) => value / rows[at][at]);
    rows = rows.map((row, index) => (index === at ? row : row.map((value, column) => value - row[at] * rows[at][column])));
  }
  return rows.map((row) => row.at(-1));
}

// each module by most of nine points within it
function taken(image, place, size) {
  const dark = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      let votes = 0;
      for (const down of NEAR) {
        for (const across of NEAR) votes += isDark(image, ...place(column + 0.5 + across, row + 0.5 + down));
      }
      if (votes > 4) dark[row * size + column] = 1;
    }
  }
  return { size, dark };
}
