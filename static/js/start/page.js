// The first page: fills in the time zone the device already knows.

const field = document.querySelector("[data-zone-field]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const input = field.querySelector("input");
const refused = input.getAttribute("aria-invalid") === "true";

if (zone && !refused) {
  input.value ||= zone;
  field.hidden = true;
}
