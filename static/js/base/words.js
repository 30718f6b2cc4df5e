// The words scripts speak, handed over by the page so that they follow its language.

let table = null;

/** The words for a key, with {name} filled from values; "key.one" and "key.other" where values.n counts. */
export function say(key, values = {}) {
  return fill(find(key, values), values);
}

/** Puts {name} values into a sentence; a missing value stays visible as its name. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function find(key, values) {
  table ??= JSON.parse(document.getElementById("words")?.textContent || "{}");
  return table[key] ?? table[`${key}.${plural(values.n)}`] ?? table[`${key}.other`] ?? key;
}

function plural(n) {
  return new Intl.PluralRules(document.documentElement.lang || "en").select(Number(n ?? 2));
}
