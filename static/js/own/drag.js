// Moving a row: by pointer at its grip, or by the arrow keys while the grip has the focus.

import { moved, placeAt } from "./order.js";

/** Connects every grip of a list; `done` is told the new place of what was moved. */
export function connectGrips(list, done) {
  for (const grip of list.querySelectorAll("[data-grip]")) {
    grip.disabled = false;
    grip.addEventListener("keydown", (event) => byKey(event, list, done));
    grip.addEventListener("pointerdown", (event) => byPointer(event, list, done));
  }
}

function byKey(event, list, done) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...list.children];
  const from = items.indexOf(event.currentTarget.closest("[data-item]"));
  if (from + step < 0 || from + step >= items.length) return;
  list.append(...moved(items, from, from + step));
  event.currentTarget.focus();
  done(from + step);
}

function byPointer(event, list, done) {
  if (event.button !== 0) return;
  event.preventDefault();
  const grip = event.currentTarget;
  const item = grip.closest("[data-item]");
  const items = [...list.children];
  const from = items.indexOf(item);
  const middles = items.map((one) => middleOf(one.getBoundingClientRect()));
  let to = from;
  grip.setPointerCapture(event.pointerId);
  item.classList.add("own__item--held");
  const move = ({ clientY }) => {
    const by = clientY - event.clientY;
    item.style.setProperty("translate", `0 ${by}px`);
    to = placeAt(middles, from, middles[from] + by);
    items.forEach((one, n) => one.classList.toggle("own__item--gap", n !== from && n === (to < from ? to : to === from ? -1 : to)));
  };
  const end = (isMeant) => {
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", up);
    grip.removeEventListener("pointercancel", cancel);
    item.classList.remove("own__item--held");
    item.style.removeProperty("translate");
    items.forEach((one) => one.classList.remove("own__item--gap"));
    if (!isMeant || to === from) return;
    list.append(...moved(items, from, to));
    done(to);
  };
  const up = (last) => {
    move(last); // the moves before it may not all have been told
    end(true);
  };
  const cancel = () => end(false);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", up);
  grip.addEventListener("pointercancel", cancel);
}

const middleOf = ({ top, height }) => top + height / 2;
