// The plan page: shows only the fields that matter, copies hours, asks once about another time zone.

import { say } from "../base/words.js";

const ASKED = "unhunch.zone_asked";
const form = document.querySelector("form.plan");
const days = [...form.querySelectorAll("[data-day]")];

days.forEach(connectDay);
connectMode();
connectCopy();
askAboutZone();

function connectDay(day) {
  const on = day.querySelector("[data-on]");
  const second = day.querySelector('[data-range="2"]');
  const add = day.querySelector("[data-add]");
  const render = () => {
    day.classList.toggle("days__one--off", !on.checked);
    day.querySelector("[data-hours]").hidden = !on.checked;
  };
  const showSecond = (shown) => {
    second.hidden = !shown;
    add.hidden = shown;
  };
  on.addEventListener("change", () => {
    if (on.checked && !timesOf(day).some((input) => input.value)) copyHours(lastUsedDay(), day);
    render();
  });
  add.addEventListener("click", () => { showSecond(true); second.querySelector("input").focus(); });
  const remove = day.querySelector("[data-remove]");
  remove.hidden = false;
  remove.addEventListener("click", () => {
    second.querySelectorAll("input").forEach((input) => { input.value = ""; });
    showSecond(false);
    add.focus();
  });
  day.addEventListener("hours-copied", () => showSecond(hasSecond(day)));
  showSecond(hasSecond(day));
  render();
}

function connectMode() {
  const radios = [...form.querySelectorAll('input[name="mode"]')];
  const render = () => {
    const chosen = radios.find((radio) => radio.checked)?.value;
    for (const box of form.querySelectorAll("[data-mode]")) box.hidden = box.dataset.mode !== chosen;
  };
  radios.forEach((radio) => radio.addEventListener("change", render));
  render();
}

function connectCopy() {
  const button = form.querySelector("[data-copy]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const chosen = days.filter((day) => day.querySelector("[data-on]").checked);
    chosen.slice(1).forEach((day) => copyHours(chosen[0], day));
  });
}

function askAboutZone() {
  const browser = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const select = form.elements.time_zone;
  const pair = `${select.value} ${browser}`;
  if (!browser || browser === select.value || localStorage.getItem(ASKED) === pair) return;
  const question = form.querySelector("[data-zone-question]");
  form.querySelector("[data-more]").open = true;
  question.querySelector("[data-zone-text]").textContent = say("plan.zone", { here: browser, plan: select.value });
  question.hidden = false;
  const answer = (use) => {
    if (use) choose(select, browser);
    localStorage.setItem(ASKED, pair);
    question.hidden = true;
    select.focus();
  };
  question.querySelector("[data-zone-use]").addEventListener("click", () => answer(true));
  question.querySelector("[data-zone-keep]").addEventListener("click", () => answer(false));
}

function choose(select, zone) {
  if (![...select.options].some((option) => option.value === zone)) select.add(new Option(zone));
  select.value = zone;
}

function copyHours(from, to) {
  if (!from) return;
  const values = timesOf(from).map((input) => input.value);
  timesOf(to).forEach((input, n) => { input.value = values[n]; });
  to.dispatchEvent(new Event("hours-copied"));
}

function lastUsedDay() {
  return days.findLast((day) => timesOf(day).some((input) => input.value));
}

function hasSecond(day) {
  return timesOf(day).slice(2).some((input) => input.value);
}

function timesOf(day) {
  return [...day.querySelectorAll('input[type="time"]')];
}
