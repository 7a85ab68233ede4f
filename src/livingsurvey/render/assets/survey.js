// Following a backlink to a mention that is on screen already should still show where it is.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".survey-backlinks a");
  const mention = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  mention?.focus({ preventScroll: true });
});
