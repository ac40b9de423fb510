// Which points of a picture are dark: each is judged against the mean of what is around it, because light falls unevenly.

const DARKER = 0.92;

export function darkened({ data, width, height }, reach) {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) grey[at] = (data[4 * at] * 77 + data[4 * at + 1] * 151 + data[4 * at + 2] * 28) >> 8;
  const sums = summed(grey, width, height);
  const dark = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach) * (width + 1);
    const bottom = Math.min(height, y + reach + 1) * (width + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach);
      const right = Math.min(width, x + reach + 1);
      const area = ((bottom - top) / (width + 1)) * (right - left);
      const sum = sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
      if (grey[y * width + x] * area < sum * DARKER) dark[y * width + x] = 1;
    }
  }
  return { width, height, dark };
}

// of each point the sum of all above and to the left of it
function summed(grey, width, height) {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x];
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
    }
  }
  return sums;
}

// beyond its edge a picture is light
export function isDark({ width, height, dark }, x, y) {
  const column = Math.floor(x);
  const row = Math.floor(y);
  return column >= 0 && row >= 0 && column < width && row < height && dark[row * width + column] === 1;
}
