const report = (seen) => fetch('/report', {method: 'POST', body: JSON.stringify(seen)});

function read(message) {
  try {
    return message ? message.json() : {};
  } catch {
    return {title: 'text', body: message.text()};
  }
}

/** What a push event of Declarative Web Push carries besides its text. */
function declared(event) {
  const given = event.notification;
  return given ? {title: given.title, body: given.body, navigate: given.navigate} : null;
}

async function show(event) {
  const told = read(event.data);
  const wanted = told.notification ?? told;
  await self.registration.showNotification(wanted.title || 'No payload', {
    body: wanted.body || '',
    tag: wanted.tag || '',
    data: {url: wanted.navigate || wanted.url || '/'},
    actions: wanted.actions || [],
  });
  await report({type: 'push', told, declared: declared(event)});
}

async function open(event) {
  const {title, data} = event.notification;
  event.notification.close();
  await report({type: 'click', action: event.action, title});
  await clients.openWindow(new URL(data.url, self.location.origin).href);
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
self.addEventListener('push', (event) => event.waitUntil(show(event)));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event)));
self.addEventListener('notificationclose', (event) => {
  event.waitUntil(report({type: 'close', title: event.notification.title}));
});
