// What this browser can do about notifications, from features alone. No DOM.

import { isInApp } from "../phone/browser.js";

/** Reads the features that decide from a window. */
export function featuresOf(view) {
  const { navigator } = view;
  const standalone = navigator.standalone === true || view.matchMedia("(display-mode: standalone)").matches;
  return {
    secure: view.isSecureContext === true,
    worker: "serviceWorker" in navigator,
    push: "PushManager" in view && "Notification" in view,
    // An iPad that poses as a Mac has this and a touch screen; a Mac has not.
    homeScreen: typeof navigator.standalone === "boolean" && navigator.maxTouchPoints > 0,
    standalone,
    // Safari got it with 16.4, the same release that lets a Home Screen app take push messages.
    modern: "userActivation" in navigator,
    inApp: isInApp(navigator.userAgent ?? ""),
    permission: view.Notification?.permission ?? "default",
  };
}

/**
 * The one state to show: insecure, in_app, install_first, too_old, unsupported, denied, ask, renew or on.
 * `subscribed` says whether the server can reach a live subscription of this browser.
 */
export function permissionState(features, subscribed) {
  if (!features.secure) return "insecure";
  if (!features.push || !features.worker) return withoutPush(features);
  if (features.permission === "denied") return "denied";
  if (features.permission !== "granted") return "ask";
  return subscribed ? "on" : "renew";
}

function withoutPush(features) {
  if (features.inApp && !features.standalone) return "in_app";
  if (!features.homeScreen) return "unsupported";
  return features.standalone || !features.modern ? "too_old" : "install_first";
}
