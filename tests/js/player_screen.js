// The player's page for its real scripts, without a browser: the parts its templates have, two clocks that a test moves,
// a voice and a motor that write down what they are given.

import { readdirSync, readFileSync } from "node:fs";
import { mock } from "node:test";
import { aStorage } from "./storage.js";

const FOLDER = new URL("../../templates/player/", import.meta.url);
const TEMPLATES = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER), "utf-8")).join("");
const NAMES = new Set([...TEMPLATES.matchAll(/\bdata-([a-z-]+)/g)].map(([, name]) => name));
const SCREENS = [...TEMPLATES.matchAll(/data-screen="(\w+)"/g)].map(([, name]) => name);

/** Makes the page the one that scripts see; answers {part, said, felt, storage}. */
export function aScreen(words, language) {
  const [said, felt, storage] = [[], [], aStorage()];
  const parts = new Map();
  const part = (name) => {
    if (!NAMES.has(name)) return null; // as in a browser: no template has it
    if (!parts.has(name)) parts.set(name, anElement());
    return parts.get(name);
  };
  const screens = SCREENS.map((name) => ({ ...anElement(), dataset: { screen: name }, hidden: name !== "ready" }));
  const named = (selector) => /^\[data-([\w-]+)\]$/.exec(selector)?.[1];
  const root = Object.assign(anElement(), {
    querySelector: (selector) => (named(selector) ? part(named(selector)) : selector.startsWith("dialog") ? null : anElement()),
    querySelectorAll: (selector) => (named(selector) === "screen" ? screens : [part(named(selector))].filter(Boolean)),
  });
  const table = { textContent: JSON.stringify(words) };
  const speechSynthesis = { cancel() {}, getVoices: () => [], speak: ({ text }) => said.push(text) };
  const navigator = { vibrate: (pattern) => pattern && felt.push(pattern) };
  stand({
    document: { ...anElement(), getElementById: (id) => (id === "words" ? table : root), documentElement: { lang: language, dataset: {} }, activeElement: anElement(), hidden: false },
    window: { addEventListener() {}, scrollTo() {}, matchMedia: (query) => ({ matches: query.includes("coarse") }), navigator, speechSynthesis },
    localStorage: storage,
    navigator,
    SpeechSynthesisUtterance: class { constructor(text) { this.text = text; } },
  });
  return { part, screens, root, said, felt, storage };
}

/** Both clocks stand still until the answer's pass(ms) lets timers come due; end() gives them back. */
export function aDrivenClock(now) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now });
  const before = performance.now;
  performance.now = () => Date.now() - now;
  return {
    pass: (ms) => mock.timers.tick(ms),
    end: () => { performance.now = before; mock.timers.reset(); },
  };
}

function stand(globals) {
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

function anElement() {
  const element = {
    textContent: "", hidden: false, value: "", dataset: {}, attributes: new Map(),
    classList: { toggle() {}, add() {}, remove() {} },
    addEventListener() {}, replaceChildren() {}, append() {}, focus() {}, closest: () => null,
    querySelector: () => null, querySelectorAll: () => [], toggleAttribute() {},
    setAttribute: (name, value) => element.attributes.set(name, value),
    getClientRects: () => [{}],
    animate: () => ({ currentTime: 0, play() {}, pause() {}, cancel() {} }),
  };
  return element;
}
