// Where things stand after something moved: pure, no page.

/** The list with the thing at `from` moved to `to`; both are held within the list. */
export function moved(list, from, to) {
  const within = Math.min(Math.max(to, 0), list.length - 1);
  const left = list.filter((_, n) => n !== from);
  return [...left.slice(0, within), list[from], ...left.slice(within)];
}

/**
 * The place a dragged thing belongs to: `middles` are the middles of all things from top to bottom,
 * `from` is the one dragged and `at` where its middle is now.
 */
export function placeAt(middles, from, at) {
  const others = middles.filter((_, n) => n !== from);
  return others.filter((middle) => middle < at).length;
}

/** What gets the focus after a button was pressed: the same button of the thing where it is now. */
export function focusAfter(button) {
  const [what, which] = button.split(":");
  const n = Number(which);
  if (what === "up") return [`up-${n - 1}`, `down-${n - 1}`];
  if (what === "down") return [`down-${n + 1}`, `up-${n + 1}`];
  return [];
}
