// Lays out an album: rows of equal height inside a fixed width, as near to a pleasing shape as can be.

const GAP = 0.006; // of the width
const MAX_PER_ROW = 4;
const BEST_HEIGHT = 1; // of the width: a square block
const MAX_HEIGHT = 1.35;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

// ratios: width / height of each picture → {tiles: [{x, y, w, h}] as shares of the box, ratio}
export function mosaic(ratios) {
  const shapes = ratios.map((ratio) => clamp(ratio || 1, 0.6, 2));
  if (shapes.length >= 3 && shapes.length <= 4 && shapes[0] < 0.95) return columnFirst(shapes);
  return inRows(shapes);
}

function inRows(shapes) {
  let best = null;
  for (const counts of splits(shapes.length)) {
    let at = 0;
    const heights = counts.map((count) => {
      const sum = shapes.slice(at, (at += count)).reduce((total, ratio) => total + ratio, 0);
      return (1 - GAP * (count - 1)) / sum;
    });
    const total = heights.reduce((sum, height) => sum + height, 0) + GAP * (counts.length - 1);
    const uneven = Math.max(...heights) / Math.min(...heights) - 1;
    const tiny = Math.max(0, 0.24 - Math.min(...heights)) * 6;
    const lonely = counts.length > 1 && counts.at(-1) === 1 ? 0.25 : 0;
    const cost = Math.abs(total - BEST_HEIGHT) + uneven * 0.35 + tiny + lonely;
    if (!best || cost < best.cost) best = { counts, heights, total, cost };
  }
  const squeeze = Math.min(1, MAX_HEIGHT / best.total); // very tall albums get cropped
  const tiles = [];
  let y = 0;
  let at = 0;
  best.counts.forEach((count, row) => {
    const height = best.heights[row] * squeeze;
    let x = 0;
    for (const ratio of shapes.slice(at, at + count)) {
      const width = ratio * best.heights[row];
      tiles.push({ x, y, w: width, h: height });
      x += width + GAP;
    }
    at += count;
    y += height + GAP;
  });
  return share(tiles, y - GAP);
}

// An upright first picture stands at the left, the rest beside it.
function columnFirst(shapes) {
  const rest = shapes.slice(1);
  const height = clamp(1 / (shapes[0] + 0.5), 0.7, 1.1);
  const left = clamp(shapes[0] * height, 0.5, 0.68);
  const weights = rest.map((ratio) => 1 / ratio);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const room = height - GAP * (rest.length - 1);
  const tiles = [{ x: 0, y: 0, w: left, h: height }];
  let y = 0;
  for (const weight of weights) {
    const h = (room * weight) / sum;
    tiles.push({ x: left + GAP, y, w: 1 - left - GAP, h });
    y += h + GAP;
  }
  return share(tiles, height);
}

function share(tiles, height) {
  return { tiles: tiles.map(({ x, y, w, h }) => ({ x, y: y / height, w, h: h / height })), ratio: 1 / height };
}

function splits(count) {
  if (count === 0) return [[]];
  const found = [];
  for (let first = 1; first <= Math.min(MAX_PER_ROW, count); first += 1) {
    for (const rest of splits(count - first)) found.push([first, ...rest]);
  }
  return found;
}
