// The code that carries a person into another browser or the Home Screen app, and what becomes of it.

import { getJson, postJson } from "../base/http.js";
import { say } from "../base/words.js";
import { nextWait } from "./progress.js";
import { wordsOf } from "./trouble.js";

const CARRIED = ["waiting", "joined", "arrived"]; // the other side is this very phone

/** Connects every box that can show a code; `onArrived` hears that the other side showed a notification. */
export function connectCode(root, onArrived) {
  for (const box of root.querySelectorAll("[data-carry]")) connectBox(box, onArrived);
}

/** Follows a link until it arrived or is too old; `onStage` hears every answer. */
export async function follow(linkId, onStage) {
  let progress = { stage: "waiting" };
  for (let tries = 0; ; tries += 1) {
    const wait = nextWait(progress.stage, tries);
    if (wait === null) return;
    await new Promise((later) => setTimeout(later, wait));
    try {
      progress = await getJson(`/api/v1/links/${linkId}`);
    } catch (problem) {
      if (problem.status === 404) return onStage({ stage: "replaced", device: null });
      continue; // a lost connection comes back
    }
    onStage(progress);
  }
}

/** What to say of a link's progress. */
export function wordsOfStage({ stage, device }) {
  return say(`link.${stage}`, { device: device?.label ?? "" });
}

function connectBox(box, onArrived) {
  const part = (name) => box.querySelector(`[data-${name}]`);
  let latest = null;

  part("make-code").addEventListener("click", make);
  part("copy").addEventListener("click", copy);

  async function make() {
    try {
      const link = await postJson("/api/v1/links", {});
      latest = link.id;
      part("code").textContent = link.code;
      part("code").hidden = false;
      part("until").textContent = say("link.code_until", { time: clockOf(link.expires_at) });
      part("copy").hidden = !navigator.clipboard;
      part("make-code").textContent = say("link.new_code");
      part("make-code").classList.remove("button--main");
      part("progress").textContent = say("link.carry.waiting");
      follow(link.id, (progress) => link.id === latest && show(progress));
    } catch (problem) {
      part("progress").textContent = wordsOf(problem);
    }
  }

  function show(progress) {
    part("progress").textContent = CARRIED.includes(progress.stage) ? say(`link.carry.${progress.stage}`) : wordsOfStage(progress);
    if (progress.stage === "arrived") onArrived();
  }

  async function copy() {
    await navigator.clipboard.writeText(part("code").textContent);
    part("progress").textContent = say("link.copied");
  }
}

function clockOf(instant) {
  return new Date(instant).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}
