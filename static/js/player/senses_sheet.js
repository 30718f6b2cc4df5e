// The sheet with the choices of how the player guides, and what of them this device can do.

import { say } from "../base/words.js";
import { part, parts, put, root } from "./screens.js";
import { abilitiesOf, presetOf, PRESETS, readSenses, writeSenses } from "./senses.js";
import { speak, voicesHere } from "./sound.js";

const SWITCHES = ["tones", "voice", "vibrate", "keepsGoing", "leftHanded", "screenOff"];
const form = part("senses");
let senses = readSenses(localStorage);
let playable = null; // the timeline a sound track would be for

/** Shows what is chosen, in the sheet and around it. */
export function showSenses() {
  const preset = presetOf(senses);
  const able = abilitiesOf(window);
  for (const one of form.elements.preset) one.checked = one.value === preset;
  for (const name of SWITCHES) form.elements[name].checked = senses[name];
  form.elements.rate.value = senses.rate;
  root.classList.toggle("left-handed", senses.leftHanded);
  put("senses-name", [say(`senses.${preset}`), senses.screenOff ? say("senses.screen_off") : ""].filter(Boolean).join(" · "));
  form.querySelector('[data-of="vibrate"]').hidden = !able.vibrate;
  part("no-vibration").hidden = able.vibrate;
  showVoices(able.voice);
}

/** Draws the sound track of a timeline ahead where it is wanted. */
export async function prepareTrack(timeline) {
  playable = timeline;
  if (senses.screenOff && timeline) (await import("./screen_off.js")).drawTrack(timeline);
}

function showVoices(able) {
  const voices = able ? voicesHere() : [];
  const none = voices.length === 0;
  put("no-voice", none ? say("senses.no_voice") : "");
  part("no-voice").hidden = !none;
  for (const one of parts("voices")) one.hidden = none || !senses.voice;
  const options = [new Option(say("senses.default_voice"), ""), ...voices.map(({ name }) => new Option(name, name))];
  form.elements.voiceName.replaceChildren(...options);
  form.elements.voiceName.value = voices.some(({ name }) => name === senses.voiceName) ? senses.voiceName : "";
}

function choose({ target }) {
  if (target.name === "preset") senses = { ...senses, ...PRESETS[target.value] };
  else if (target.type === "checkbox") senses = { ...senses, [target.name]: target.checked };
  else senses = { ...senses, [target.name]: target.name === "rate" ? Number(target.value) : target.value };
  writeSenses(localStorage, senses);
  showSenses();
  if (target.name === "screenOff") prepareTrack(playable);
}

form.addEventListener("change", choose);
part("sample").addEventListener("click", () => speak(say("senses.sample"), senses));
window.speechSynthesis?.addEventListener?.("voiceschanged", showSenses); // some systems tell their voices late
