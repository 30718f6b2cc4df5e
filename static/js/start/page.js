// The first pages: fill in the time zone the device already knows, and greet an installed app that was carried over.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const input = document.querySelector("[data-zone]");
const field = document.querySelector("[data-zone-field]");

if (zone && input && input.getAttribute("aria-invalid") !== "true") {
  input.value ||= zone;
  if (field) field.hidden = true;
} else {
  field?.classList.remove("without-scripts");
}

// The Home Screen app of an iPhone has a storage of its own: whoever opens it first is most likely known to Safari.
const carry = document.querySelector("[data-carry]");
if (carry && navigator.standalone === true) {
  carry.hidden = false;
  document.querySelector("[data-code-link]").hidden = true;
  document.querySelector("[data-first] .button--main").classList.remove("button--main");
}
