// A picture of the week, made on this device and only when asked; the system's own sheet sends it.

const SCALE = 2;
const card = document.querySelector("[data-share]");
const words = card.querySelector("[data-share-words]").dataset;

card.querySelector("[data-share-button]").disabled = false; // the card stood there from the start, so that nothing moves
card.querySelector("[data-share-button]").addEventListener("click", async () => {
  const note = card.querySelector("[data-share-note]");
  note.textContent = "";
  try {
    const file = new File([await pictureOf(card.querySelector(".picture"))], card.dataset.file, { type: "image/png" });
    note.textContent = (await handOn(file)) ? "" : words.saved;
  } catch (error) {
    if (error.name !== "AbortError") note.textContent = words.failed; // closing the sheet is no failure
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

// Where there is no sheet for files, as on many desktops, the picture is saved instead.
async function handOn(file) {
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] });
    return true;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return false;
}
