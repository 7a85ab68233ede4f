// A figure enlarged, in a dialog above the page: Escape, the button or a click beside it closes it, and the focus goes
// back to the figure. Without scripts the link leads to the image itself.

let dialog;

export function wanted(link, event) {
  if (event.type !== "click" || !event.defaultPrevented) return;
  dialog ??= made();
  const small = link.querySelector("img");
  const image = small.cloneNode();
  image.loading = "eager";
  // Until the image has come, its attributes tell its size.
  const [width, height] = ["Width", "Height"].map((side) => small[`natural${side}`] || small.getAttribute(side));
  image.style.setProperty("--ratio", width / height || 1);
  image.style.setProperty("--width", `${width ?? 0}px`);
  image.style.setProperty("--shown", `${small.width}px`);
  const caption = link.closest("figure").querySelector("figcaption")?.cloneNode(true);
  for (const each of caption?.querySelectorAll("[id]") ?? []) each.removeAttribute("id");
  const words = caption?.textContent.trim().split(/\s+/).slice(0, 12).join(" ");
  dialog.ariaLabel = words || "Figure";
  const copy = document.createElement("figure");
  copy.append(image, ...(caption ? [caption] : []));
  dialog.replaceChildren(dialog.firstChild, copy);
  dialog.onclose = () => link.focus({ preventScroll: true });
  dialog.showModal();
}

function made() {
  const made = document.createElement("dialog");
  made.className = "sv-dialog md-typeset";
  made.innerHTML = '<button class="sv-dialog__close" aria-label="Close">×</button>';
  made.addEventListener("click", (event) => {
    const { left, right, top, bottom } = made.getBoundingClientRect();
    const beside = event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
    // A click by the keyboard has no place.
    if (event.target.closest("button, a") || (event.detail && beside)) made.close();
  });
  document.body.append(made);
  return made;
}
