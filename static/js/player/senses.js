// How the player speaks to its person: what is seen, heard and felt, remembered on this device.

const KEY = "unhunch.senses";

/** What holds on a device where nobody chose: an office stays silent. */
export const DEFAULTS = Object.freeze({ voice: false, tones: false, vibrate: true, voiceName: "", rate: 1, leftHanded: false, keepsGoing: false, screenOff: false });

export const PRESETS = Object.freeze({
  silent: { voice: false, tones: false, vibrate: true },
  tones: { voice: false, tones: true, vibrate: true },
  voice: { voice: true, tones: true, vibrate: true },
});

/** The choices of this device. */
export function readSenses(storage) {
  try {
    return { ...DEFAULTS, ...JSON.parse(storage.getItem(KEY)) };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Keeps the choices of this device. */
export const writeSenses = (storage, senses) => storage.setItem(KEY, JSON.stringify(senses));

/** The name of the preset these choices are, or "own". */
export function presetOf(senses) {
  const fits = (preset) => Object.entries(preset).every(([name, on]) => senses[name] === on);
  return Object.keys(PRESETS).find((name) => fits(PRESETS[name])) ?? "own";
}

/** What this device can do: a phone without a motor and a desktop cannot vibrate. */
export function abilitiesOf({ navigator, matchMedia, speechSynthesis }) {
  return {
    vibrate: typeof navigator.vibrate === "function" && matchMedia("(any-pointer: coarse)").matches,
    voice: Boolean(speechSynthesis),
  };
}

/** The choices of this device that it can follow. */
export function chosenSenses(storage, device = window) {
  const [chosen, able] = [readSenses(storage), abilitiesOf(device)];
  return { ...chosen, vibrate: chosen.vibrate && able.vibrate, voice: chosen.voice && able.voice };
}
