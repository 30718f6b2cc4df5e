// The number on the app's icon: how many breaks are due now.

/** Shows a count on the icon, or nothing for 0, where this system has badges. */
export async function showBadge(count, system = navigator) {
  try {
    await (count > 0 ? system.setAppBadge?.(count) : system.clearAppBadge?.());
  } catch {
    return; // not installed, or not allowed
  }
}
