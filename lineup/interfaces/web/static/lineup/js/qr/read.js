// Reads a QR code in a picture, in the browser alone: for the door where there is no network, and no reader of the browser's own.
// As small as codes on badges allow: one code, dark on light, up to version 10; the rest of the standard is left out.

import { darkened } from "./dark.js";
import { corners } from "./finders.js";
import { grids } from "./grid.js";
import { said } from "./matrix.js";

// judged against wide surroundings first; narrow ones help where a shadow falls across the code
const SHARES = [6, 20];

// its text, null where there is none; `picture` as ImageData has it
export function read(picture) {
  for (const share of SHARES) {
    const image = darkened(picture, Math.round(Math.min(picture.width, picture.height) / share));
    for (const three of corners(image)) {
      for (const grid of grids(image, three)) {
        const text = said(grid);
        if (text !== null) return text;
      }
    }
  }
  return null;
}
