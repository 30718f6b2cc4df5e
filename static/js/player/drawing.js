// The drawing of the exercise on the screen, taken into the page so that it has the page's colours.

import { part, root } from "./screens.js";

const fetched = new Map(); // address -> promise of the drawing, or of null where there is none
let shown = "";

/** Shows the drawing of an entry; without one the frame stays as it is. */
export async function showDrawing({ exercise, side }) {
  const address = addressOf(exercise, side);
  if (address === shown) return;
  shown = address;
  part("picture").replaceChildren();
  const drawing = address ? await draw(address) : null;
  if (drawing && address === shown) part("picture").replaceChildren(drawing.cloneNode(true));
}

/** Fetches the drawings of a timeline ahead. */
export function fetchDrawings(timeline) {
  for (const { exercise, side } of timeline.entries) if (addressOf(exercise, side)) draw(addressOf(exercise, side));
}

// The kit turns a drawing to its right side; what has no sides stays as it is.
function addressOf(exercise, side) {
  if (exercise?.startsWith("own_")) return `/own/exercises/${exercise}/photo`; // their own photo, where there is one
  const address = exercise && root.dataset.drawing;
  return address ? address.replace("{}", exercise) + (side === "right" ? "&side=right" : "") : "";
}

function draw(address) {
  if (!fetched.has(address)) fetched.set(address, load(address));
  return fetched.get(address);
}

function photo(address) {
  const image = new Image();
  image.src = address;
  image.alt = "";
  return image;
}

async function load(address) {
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    if (response.headers.get("Content-Type") === "image/jpeg") return photo(address);
    const source = (await response.text()).replace(/<style>[^]*?<\/style>/g, ""); // the page has these rules, and forbids others
    const drawing = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    return drawing.localName === "svg" ? document.importNode(drawing, true) : null;
  } catch {
    return null; // without a connection the frame stays empty
  }
}
