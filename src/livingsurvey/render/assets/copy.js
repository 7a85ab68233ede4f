// Buttons that copy. In HTML: <button type="button" class="sv-copy" data-copy="#id" hidden>Copy BibTeX</button>
// where `data-copy` is the text, or names the element whose text is copied, or the link whose file is. They are shown
// once scripts run.

const SHOWN_FOR = 2000; // ms

// Called when somebody comes to a button, or clicks it.
export function wanted(button, event) {
  status();
  button.source ??= source(button); // a file that is asked for before the click is there with it
  if (event.type === "click") button.source.then((found) => copied(button, found));
}

// Copy, and tell the reader on the button and politely to a screen reader.
async function copied(button, { text, element }) {
  const done = await put(text);
  if (!done && element) getSelection().selectAllChildren(element); // one key press away
  say(button, done ? "Copied" : element ? "Selected, press Ctrl+C" : "Your browser does not allow it");
}

async function source(button) {
  const { copy } = button.dataset;
  const element = copy.startsWith("#") ? document.getElementById(copy.slice(1)) : null;
  if (element?.href) return { text: await fetch(element.href).then((file) => file.text(), () => null) };
  return { element, text: element ? element.textContent.trim() : copy };
}

// Whether a text came to the clipboard, which browsers give to secure pages only; the older way works on others, too.
async function put(text) {
  if (text === null) return false;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const held = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    held?.focus({ preventScroll: true });
    return done;
  }
}

function say(button, words) {
  status().textContent = words;
  clearTimeout(button.shown);
  button.label ??= button.textContent;
  button.style.minWidth = `${button.offsetWidth}px`; // so that nothing beside it moves
  button.textContent = words;
  button.shown = setTimeout(() => {
    button.textContent = button.label;
    status().textContent = "";
  }, SHOWN_FOR);
}

// The element that screen readers listen to; there before it speaks, since what it is born with is not read.
function status() {
  const known = document.getElementById("sv-status");
  if (known) return known;
  const made = document.createElement("div");
  Object.assign(made, { id: "sv-status", className: "sv-unseen", role: "status" });
  document.body.append(made);
  return made;
}
