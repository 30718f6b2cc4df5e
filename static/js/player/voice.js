// The spoken cues.

const synth = window.speechSynthesis;

/** The voices of this device that speak the page's language. */
export function voicesHere() {
  const language = document.documentElement.lang.slice(0, 2).toLowerCase();
  return (synth?.getVoices() ?? []).filter((voice) => voice.lang.toLowerCase().startsWith(language));
}

/** Speaks words, in place of what is being spoken. */
export function speak(words, { voiceName, rate }) {
  if (!synth || !words) return;
  synth.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = document.documentElement.lang;
  utterance.voice = voicesHere().find((voice) => voice.name === voiceName) ?? null;
  utterance.rate = rate;
  synth.speak(utterance);
}

/** Falls silent. */
export const hush = () => synth?.cancel();
