"""Scripts with the browser's own rights: what Firefox shows outside of its pages."""

PROMPT_IS_OPEN = """
const panel = PopupNotifications.panel;
const first = panel.firstElementChild;
return panel.state === 'open' && first && first.id === 'web-notifications-notification';
"""
PRESS_ALLOW = "PopupNotifications.panel.firstElementChild.button.click()"
OF_AN_ALERT = """
const textOf = (win, id) => {
  const label = win.document.getElementById(id);
  return label?.textContent || label?.value || ''; // the window may not have loaded yet
};
const alerts = Array.from(Services.wm.getEnumerator('alert:alert')).filter(win => !win.closed);
"""
READ_ALERTS = (
    OF_AN_ALERT
    + """
return alerts.map(win => ({
  title: textOf(win, 'alertTitleLabel'), body: textOf(win, 'alertTextLabel'),
}));
"""
)
PRESS_ALERT = (
    OF_AN_ALERT
    + """
const win = alerts.find(win => textOf(win, 'alertTitleLabel') === args[0]);
if (!win) return false;
const box = win.document.querySelector('#alertBox').getBoundingClientRect();
const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
for (const type of ['mousemove', 'mousedown', 'mouseup']) {
  const button = {button: 0, clickCount: type === 'mousemove' ? 0 : 1};
  if (win.windowUtils.sendMouseEvent) {
    win.windowUtils.sendMouseEvent(type, x, y, 0, button.clickCount, 0);
  } else {
    win.synthesizeMouseEvent(type, x, y, button);
  }
}
return true;
"""
)
# Firefox's own style keeps its windows at least 500 pixels wide.
ALLOW_NARROW = "document.documentElement.style.setProperty('min-width', '0', 'important')"
