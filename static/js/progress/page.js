// The progress page: a tap on a day of the half year opens it, as its place in the calendar does.

import { dayAt } from "./heat.js";

const heat = document.querySelector(".heat");

heat?.addEventListener("click", (event) => {
  const box = heat.getBoundingClientRect();
  const day = dayAt(heat.dataset.first, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  if (day) location.assign(`/progress/days/${day}`);
});
