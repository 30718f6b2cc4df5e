// The preview of a routine that comes in, and the time zone of whoever has none here yet.

import { showClosed } from "./closed.js";

showClosed(document);
const zone = document.querySelector("[data-zone]");
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
