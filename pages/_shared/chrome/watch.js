// What comes onto the page later is met as what is there already: `watch(selector, does)`.
// Figures are thousands of nodes of other kinds; only HTML is looked at.
const watched = [];

const each = (root, selector, does) => {
  if (root.matches(selector)) does(root);
  root.querySelectorAll(selector).forEach(does);
};

const watch = (selector, does) => {
  watched.push([selector, does]);
  each(document.documentElement, selector, does);
};

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) {
      if (node instanceof HTMLElement) watched.forEach(([selector, does]) => each(node, selector, does));
    }
  }
}).observe(document.documentElement, { subtree: true, childList: true });
