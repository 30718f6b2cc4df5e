// Finished sessions that could not be sent yet wait here, in the order they were made.

const KEY = "unhunch.sessions";

/** The sessions waiting to be sent, oldest first: [{uuid, body}]. */
export function waiting(storage) {
  try {
    return JSON.parse(storage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

/** Keeps a session; one kept before under the same uuid is replaced. */
export function keep(storage, session) {
  write(storage, [...waiting(storage).filter((one) => one.uuid !== session.uuid), session]);
}

/** Forgets a session that was sent. */
export function forget(storage, uuid) {
  write(storage, waiting(storage).filter((one) => one.uuid !== uuid));
}

/** Sends what waits with put(session); stops where a later try may do, drops what was refused for good. */
export async function flush(storage, put) {
  for (const session of waiting(storage)) {
    try {
      await put(session);
    } catch (problem) {
      if (problem.passing) return;
      if (problem.status === 401 || problem.status === 403) continue; // until this browser is signed in again
    }
    forget(storage, session.uuid);
  }
}

function write(storage, sessions) {
  if (sessions.length) storage.setItem(KEY, JSON.stringify(sessions));
  else storage.removeItem(KEY);
}
