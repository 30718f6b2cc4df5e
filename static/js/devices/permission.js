// What this browser can do about notifications, from features alone. No DOM.

/** Reads the features that decide from a window. */
export function featuresOf(view) {
  const { navigator } = view;
  const standalone = navigator.standalone === true || view.matchMedia("(display-mode: standalone)").matches;
  return {
    secure: view.isSecureContext === true,
    worker: "serviceWorker" in navigator,
    push: "PushManager" in view && "Notification" in view,
    homeScreen: typeof navigator.standalone === "boolean" && navigator.maxTouchPoints > 0,
    standalone,
    permission: view.Notification?.permission ?? "default",
  };
}

/**
 * The one state to show: insecure, install_first, too_old, unsupported, denied, ask, renew or on.
 * `subscribed` says whether the browser holds a live subscription.
 */
export function permissionState(features, subscribed) {
  if (!features.secure) return "insecure";
  if (!features.push || !features.worker) return withoutPush(features);
  if (features.permission === "denied") return "denied";
  if (features.permission !== "granted") return "ask";
  return subscribed ? "on" : "renew";
}

/** What each state offers: a button that asks, a button that tests, steps to follow. */
export const OFFERS = Object.freeze({
  insecure: {},
  install_first: { steps: 4 },
  too_old: {},
  unsupported: {},
  denied: { steps: 3 },
  ask: { allow: true },
  renew: { allow: true },
  on: { test: true },
});

function withoutPush(features) {
  if (!features.homeScreen) return "unsupported";
  return features.standalone ? "too_old" : "install_first";
}
