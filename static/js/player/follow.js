// Lets a cue be heard and felt, as this device's person chose.

import { say } from "../base/words.js";
import { hush as hushSound, sound } from "./sound.js";
import { buzzOf } from "./tones.js";
import { hush as hushVoice, speak } from "./voice.js";

/** A cue reaches ears and skin; while a sound track plays, the tones are its business. */
export function follow(cue, senses, byTrack) {
  if (senses.tones && !byTrack) sound(cue);
  if (senses.voice) speak(cue.coming ? say("player.next", { title: cue.coming }) : cue.say, senses);
  if (senses.vibrate && buzzOf(cue)) navigator.vibrate?.(buzzOf(cue));
}

/** Everything falls silent and still. */
export function hush() {
  hushSound();
  hushVoice();
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(0);
}
