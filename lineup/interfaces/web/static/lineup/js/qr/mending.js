// A block with wrong signs made whole again (Reed–Solomon over 256 signs, as QR codes have it).

const POWERS = new Uint8Array(255);
const LOGS = new Uint8Array(256);
for (let at = 0, value = 1; at < 255; at += 1) {
  POWERS[at] = value;
  LOGS[value] = at;
  value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
}

const power = (of) => POWERS[((of % 255) + 255) % 255];
const times = (a, b) => (a && b ? power(LOGS[a] + LOGS[b]) : 0);
const over = (a, b) => (a ? power(LOGS[a] - LOGS[b]) : 0);
// polynomials have their constant first
const valueAt = (polynomial, x) => polynomial.reduceRight((sum, one) => times(sum, x) ^ one, 0);

// the signs without those that mend; null where too many are wrong
export function mended(block, mending) {
  const signs = [...block];
  const troubles = symptoms(signs, mending);
  if (troubles.some(Boolean)) {
    const locator = located(troubles);
    const places = signs.map((_, at) => at).filter((at) => valueAt(locator, power(-at)) === 0);
    if (places.length !== locator.length - 1 || 2 * places.length > mending) return null;
    for (const [place, wrong] of magnitudes(places, locator, troubles)) signs[signs.length - 1 - place] ^= wrong;
    if (symptoms(signs, mending).some(Boolean)) return null;
  }
  return signs.slice(0, -mending);
}

// all nothing for a block that is whole
function symptoms(signs, mending) {
  const polynomial = signs.toReversed();
  return Array.from({ length: mending }, (_, at) => valueAt(polynomial, power(at)));
}

// the shortest polynomial that makes each symptom of those before it (Berlekamp and Massey)
function located(troubles) {
  let [locator, before, length, gap, last] = [[1], [1], 0, 1, 1];
  troubles.forEach((trouble, at) => {
    let off = trouble;
    for (let back = 1; back <= length; back += 1) off ^= times(locator[back] ?? 0, troubles[at - back]);
    if (off === 0) {
      gap += 1;
      return;
    }
    const kept = locator;
    locator = added(locator, before, gap, over(off, last));
    if (2 * length > at) {
      gap += 1;
      return;
    }
    [before, length, gap, last] = [kept, at + 1 - length, 1, off];
  });
  return locator.slice(0, length + 1);
}

function added(polynomial, other, gap, factor) {
  const sum = [...polynomial];
  other.forEach((one, at) => {
    sum[at + gap] = (sum[at + gap] ?? 0) ^ times(one, factor);
  });
  return Array.from(sum, (one) => one ?? 0);
}

// how wrong the sign at each place is (Forney)
function magnitudes(places, locator, troubles) {
  const product = troubles.map((_, at) => locator.slice(0, at + 1).reduce((sum, one, back) => sum ^ times(one, troubles[at - back]), 0));
  const slope = locator.slice(1).map((one, at) => (at % 2 ? 0 : one));
  return places.map((place) => {
    const inverse = power(-place);
    return [place, times(power(place), over(valueAt(product, inverse), valueAt(slope, inverse)))];
  });
}
