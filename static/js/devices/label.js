// A name for this device that its owner recognises in a list.

const BROWSERS = [["Edg", "Edge"], ["OPR", "Opera"], ["SamsungBrowser", "Samsung Internet"], ["Firefox", "Firefox"], ["FxiOS", "Firefox"], ["CriOS", "Chrome"], ["Chrome", "Chrome"], ["Safari", "Safari"]];
const SYSTEMS = [["iPhone", "iPhone"], ["iPad", "iPad"], ["Android", "Android"], ["CrOS", "Chromebook"], ["Windows", "Windows"], ["Mac", "Mac"], ["Linux", "Linux"]];

/** "Chrome, Android" and the like; an iPad that poses as a Mac is told by its touch screen. */
export function labelOf({ userAgent = "", maxTouchPoints = 0 }) {
  const browser = firstOf(BROWSERS, userAgent) ?? "Browser";
  const system = firstOf(SYSTEMS, userAgent);
  const honest = system === "Mac" && maxTouchPoints > 1 ? "iPad" : system;
  return honest ? `${browser}, ${honest}` : browser;
}

function firstOf(table, text) {
  return table.find(([mark]) => text.includes(mark))?.[1];
}
