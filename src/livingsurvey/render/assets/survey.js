// What every page of a living survey loads: little, and the rest when somebody wants it. Each part is a module beside
// this one, named after what it serves: its `start(root)` makes the elements of its selector work. Without scripts all
// text, links and downloads are there, and nothing shows that does nothing.

const PARTS = {};

function start() {
  for (const [selector, module] of Object.entries(PARTS)) {
    if (document.querySelector(selector)) import(module).then((part) => part.start(document));
  }
}

// Material loads pages in place if `navigation.instant` is on, and tells so by this observable.
if (window.document$) window.document$.subscribe(start);
else start();
