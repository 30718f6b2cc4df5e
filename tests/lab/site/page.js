// The page's own clock at the moment its modules run: tests that drive time look here.
window.bornAt = {date: Date.now(), performance: performance.now()};

window.lastFrame = 0;
requestAnimationFrame(function draw(time) {
  window.lastFrame = time;
  requestAnimationFrame(draw);
});

const status = document.querySelector('#status');
document.querySelector('#path').textContent = location.pathname;

function bytes(text) {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

async function subscribe() {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return `permission: ${permission}`;
  const registration = await navigator.serviceWorker.ready;
  const {key} = await (await fetch('/vapid')).json();
  const options = {userVisibleOnly: true, applicationServerKey: bytes(key)};
  const subscription = await registration.pushManager.subscribe(options);
  await fetch('/subscribe', {method: 'POST', body: JSON.stringify(subscription)});
  return 'subscribed';
}

document.querySelector('#enable').addEventListener('click', async () => {
  status.textContent = await subscribe().catch((error) => `error: ${error}`);
});
await navigator.serviceWorker.register('/sw.js');
