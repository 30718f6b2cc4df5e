// A picture of the week, made on this device and only when asked; the system's own sheet sends it.

const SCALE = 2;
const card = document.querySelector("[data-share]");
const words = card.querySelector("[data-share-words]").dataset;

let isBusy = false; // until the sheet is closed a second press would only be refused

card.querySelector("[data-share-button]").disabled = false; // the card stood there from the start, so that nothing moves
card.querySelector("[data-share-button]").addEventListener("click", async () => {
  if (isBusy) return;
  isBusy = true;
  const note = card.querySelector("[data-share-note]");
  note.textContent = "";
  try {
    const file = new File([await pictureOf(card.querySelector(".picture"))], card.dataset.file, { type: "image/png" });
    note.textContent = (await isShared(file)) ? "" : save(file);
  } catch {
    note.textContent = words.failed;
  } finally {
    isBusy = false;
  }
});

async function pictureOf(drawing) {
  const source = new XMLSerializer().serializeToString(drawing);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = drawing.viewBox.baseVal.width * SCALE;
  canvas.height = drawing.viewBox.baseVal.height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

/** Whether the system's sheet took it, or was closed, which is an answer too; else it is to be saved. */
async function isShared(file) {
  if (!navigator.canShare?.({ files: [file] })) return false; // as on many desktops
  try {
    await navigator.share({ files: [file] });
    return true;
  } catch (error) {
    return error.name === "AbortError";
  }
}

function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return words.saved;
}
