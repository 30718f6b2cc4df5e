// The desk's side of adding a phone: follows the link until the test arrived there.

import { follow, wordsOfStage } from "../phone/code.js";
import { isUnderway } from "../phone/progress.js";
import { say } from "../base/words.js";

const { link } = document.querySelector("[data-link]").dataset;
const line = document.querySelector("[data-progress]");

line.textContent = say("link.waiting");
follow(link, (progress) => {
  line.textContent = wordsOfStage(progress);
  line.dataset.stage = progress.stage;
  document.querySelector("[data-new]").hidden = isUnderway(progress.stage) && progress.stage !== "replaced";
  if (progress.stage !== "arrived") return;
  document.querySelector("[data-new]").hidden = true;
  document.querySelector("[data-arrived]").hidden = false;
});
