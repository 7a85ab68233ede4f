// Buttons that save a text of the page as a file. In HTML: <button type="button" class="survey-download"
// data-text="#id" data-file="ash2020.bib" hidden>Download</button>. They are shown once scripts run.

// Called when somebody comes to a button, or clicks it.
export function wanted(button, event) {
  const { text, file } = button.dataset;
  if (event.type === "click") save(file, document.getElementById(text.slice(1)).textContent);
}

/** Save a text under a name. HTML knows one kind of line end; RIS wants its own. */
export function save(name, text) {
  const lines = `${text.trim()}\n`;
  const content = name.endsWith(".ris") ? lines.replace(/\r?\n/g, "\r\n") : lines;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
