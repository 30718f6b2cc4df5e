// Which browser this is: never to decide what works, only to say where its buttons are. Pure.

const REFUSED = [
  ["Android", "SamsungBrowser", "android_samsung"],
  ["Android", "Firefox", "android_firefox"],
  ["Android", "Chrome", "android_chrome"],
  ["", "Edg/", "desktop_edge"],
  ["", "Firefox", "desktop_firefox"],
  ["", "Chrome", "desktop_chrome"],
  ["Mac", "Safari", "mac_safari"],
];
const APPS = /FBAN|FBAV|FB_IAB|Instagram|LinkedInApp|Line\/|MicroMessenger|musical_ly|BytedanceWebview|Snapchat|Pinterest|Twitter|GSA\/|; wv\)/;
const OTHERS_ON_IOS = /CriOS|FxiOS|EdgiOS|OPT\/|DuckDuckGo|Brave/;
const MENU_MOVED = 26; // iOS 26 put Share behind three dots

/** The key of the steps that undo a refusal in this browser. */
export function refusedIn({ userAgent = "", maxTouchPoints = 0, standalone = false }) {
  if (isApple({ userAgent, maxTouchPoints })) return standalone ? "ios_app" : "other";
  if (standalone && userAgent.includes("Android")) return "android_app";
  return REFUSED.find(([system, browser]) => userAgent.includes(system) && userAgent.includes(browser))?.[2] ?? "other";
}

/** The key of the steps to the Home Screen on this iPhone or iPad. */
export function installOn({ userAgent = "", maxTouchPoints = 0 }) {
  if (OTHERS_ON_IOS.test(userAgent)) return "other_browser";
  const isPhone = /iPhone|iPod/.test(userAgent);
  if (!isPhone) return isApple({ userAgent, maxTouchPoints }) ? "ipad" : "iphone";
  return versionOf(userAgent) >= MENU_MOVED ? "iphone_26" : "iphone";
}

/** Whether a page runs inside another app, which has no notifications of its own to give. */
export function isInApp(userAgent) {
  if (APPS.test(userAgent)) return true;
  return /iPhone|iPad|iPod/.test(userAgent) && !userAgent.includes("Safari/"); // a bare web view
}

// Safari says its own version; the system's has stood still at 18 since.
function versionOf(userAgent) {
  return Number(/Version\/(\d+)/.exec(userAgent)?.[1] ?? /OS (\d+)_/.exec(userAgent)?.[1] ?? 0);
}

function isApple({ userAgent, maxTouchPoints }) {
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1);
}
