// Sound with the screen off: the routine's tones as one sound track, which systems let play on when the device is locked.
// While it plays its own clock rules the run, and the lock screen's buttons move it.

import { cuesOf } from "./cues.js";
import { LEAD_SECONDS } from "./run.js";
import { part, root } from "./screens.js";
import { wavOf } from "./track.js";

const ICON_SIZE = "512x512";
const session = navigator.mediaSession;
let made = null; // {key, address} of the last track drawn

/** Draws the track of a timeline ahead, so that a press on Start can play it at once. */
export async function drawTrack(timeline) {
  const key = `${timeline.digest} ${timeline.seconds}`;
  if (made?.key === key) return made.address;
  if (made) URL.revokeObjectURL(made.address);
  const breath = () => new Promise((resolve) => setTimeout(resolve));
  const blob = await wavOf([...leadIn(), ...cuesOf(timeline)], timeline.seconds, LEAD_SECONDS, breath);
  made = { key, address: URL.createObjectURL(blob) };
  return made.address;
}

/**
 * The track of a timeline, ready to follow a run: follow(run, elapsed, jumped) after each move, tell(place, run) at each look,
 * position() in seconds or null where its clock does not rule now, close(). `actions` are what its buttons do.
 */
export async function openTrack(timeline, actions) {
  const sound = part("track");
  sound.src = await drawTrack(timeline);
  if (navigator.audioSession) navigator.audioSession.type = "playback"; // the mute switch is for other sounds
  const stop = listen(sound, actions);
  let told = -1;

  function follow(run, elapsed, jumped) {
    const runs = run.state === "running" || run.state === "preparing";
    if (!runs) return sound.pause();
    if (!jumped && !sound.paused) return undefined;
    sound.currentTime = run.state === "preparing" ? 0 : elapsed + LEAD_SECONDS;
    return sound.play().catch(actions.failed);
  }

  function position() {
    if (sound.paused && !sound.ended) return null;
    return sound.seeking || sound.currentTime < LEAD_SECONDS ? null : sound.currentTime - LEAD_SECONDS;
  }

  function tell({ index, entry }, run) {
    if (!session) return;
    session.playbackState = run.state === "paused" ? "paused" : "playing";
    if (told !== index) session.metadata = new MediaMetadata({ title: entry.title, artist: timeline.title, album: "Unhunch", artwork: [{ src: root.dataset.icon, sizes: ICON_SIZE, type: "image/png" }] });
    if (told !== index) session.setPositionState?.({ duration: timeline.seconds, position: Math.min(entry.start, timeline.seconds), playbackRate: 1 });
    told = index;
  }

  function close() {
    stop();
    sound.pause();
    sound.removeAttribute("src");
    if (navigator.audioSession) navigator.audioSession.type = "auto";
  }

  return { follow, position, tell, close };
}

// What the lock screen, a headset and the system itself do to the sound.
function listen(sound, actions) {
  const ends = new AbortController();
  const on = (name, action) => sound.addEventListener(name, action, { signal: ends.signal });
  on("timeupdate", actions.look);
  on("ended", actions.look);
  on("pause", () => sound.ended || actions.pause()); // a call came, the headphones went
  const buttons = { play: actions.play, pause: actions.pause, previoustrack: actions.back, nexttrack: actions.skip, stop: actions.pause, seekto: ({ seekTime }) => actions.seek(seekTime) };
  for (const [name, action] of Object.entries(buttons)) setButton(name, action);
  return () => {
    ends.abort();
    for (const name of Object.keys(buttons)) setButton(name, null);
    if (session) [session.metadata, session.playbackState] = [null, "none"];
  };
}

function setButton(name, action) {
  try {
    session?.setActionHandler(name, action);
  } catch {
    return; // a button this system does not know
  }
}

const leadIn = () => Array.from({ length: LEAD_SECONDS }, (_, n) => ({ at: n - LEAD_SECONDS, kind: "count" }));
