// Between pages, the row that was pressed becomes the page it leads to: its mark the sun, its title the heading.

let carried = [];

window.addEventListener("pageswap", ({ viewTransition, activation }) => {
  for (const part of carried) part.style.viewTransitionName = "";
  carried = [];
  if (!viewTransition || !activation?.entry?.url) return;
  const { pathname } = new URL(activation.entry.url);
  const row = [...document.querySelectorAll("a.routine")].find((link) => link.getAttribute("href") === pathname);
  if (row) carried = [name(row, ".routine__mark", "sun"), name(row, "strong", "title")];
});

function name(row, selector, transition) {
  const part = row.querySelector(selector);
  part.style.viewTransitionName = transition;
  return part;
}
