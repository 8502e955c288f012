// Streamlit's own interface speaks the reader's language. SAIMA has, by language, what it says and
// what is said instead; texts of ours are not looked at. The URL's language holds without a reload.

// Where Streamlit speaks itself, and what in there is a name or a choice of ours all the same.
const CHROME = [
  "[data-testid=stSkipToContent]",
  "[data-testid=stFileUploaderDropzone]",
  "[data-testid=stFileUploader] button",
  "[data-testid=stFileChip]",
  "[data-testid=stTooltipContent]",
  "[data-testid=stDialog]",
  "[data-testid=stSelectboxVirtualDropdown]",
  "[data-testid=stMultiSelectDropdown]",
  "[data-testid=InputInstructions]",
  "[data-testid=stDataFrameColumnMenu]",
  "[data-testid=stDataFrameColumnFormattingMenu]",
  "[data-testid=stDataFrameColumnVisibilityMenu]",
  "[data-testid=stStatusWidget]",
  "[data-testid=stPageLink]",
  "[data-live-announcer]",
  ".gdg-search-status",
  ".plotly-notifier",
].join();
const DATA = "[role=option][data-key], [data-testid=stFileChipName], td, code, pre";
const LABELS = ["aria-label", "placeholder", "title"];
const LABELLED = LABELS.map((name) => `[${name}]`).join();

const first = document.documentElement.lang;
const kept = new WeakMap(); // text or element → what it said by itself, and what it says now
let language;
let dictionary;

const asked = () => {
  const named = new URLSearchParams(location.search).get("lang");
  return named in SAIMA ? named : first;
};

const pattern = ([from, to]) => {
  const names = [...from.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parts = from.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const fits = new RegExp(`^${parts.join("(.+)")}$`);
  return (text) => {
    const found = fits.exec(text);
    return found && to.replace(/\{(\w+)\}/g, (_, name) => found[names.indexOf(name) + 1]);
  };
};

// A text of our own, with its gaps filled.
const said = (key, values) =>
  SAIMA[language].own[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What is said for a text of Streamlit's; nothing for any other text.
const spoken = (text) => {
  const bare = text.trim();
  if (!bare) return undefined;
  if (Object.hasOwn(dictionary.phrases, bare)) return dictionary.phrases[bare];
  for (const say of dictionary.patterns) {
    const found = say(bare);
    if (found) return found;
  }
  return undefined;
};

// Say `text`, whose memory is `memory`, in the language of now: the new text, if it is another.
const turned = (memory, text) => {
  const from = memory.to === text ? memory.from : text;
  const to = spoken(from) ?? from;
  Object.assign(memory, { from, to });
  return to === text ? undefined : to;
};

const memories = (node) => kept.get(node) ?? kept.set(node, {}).get(node);

const sayText = (node) => {
  const parent = node.parentElement;
  if (!parent?.closest(CHROME) || parent.closest(DATA)) return;
  const now = turned(memories(node), node.nodeValue);
  if (now !== undefined) node.nodeValue = now;
};

const sayLabel = (element, name) => {
  const label = element.getAttribute(name);
  if (!label) return;
  const memory = (memories(element)[name] ??= {});
  const now = turned(memory, label);
  if (now !== undefined) element.setAttribute(name, now);
};

const sayTexts = (root) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) sayText(walker.currentNode);
};

const meet = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return sayText(node);
  if (!(node instanceof HTMLElement)) return undefined; // figures are thousands of other nodes
  each(node, LABELLED, (element) => LABELS.forEach((name) => sayLabel(element, name)));
  if (node.closest(CHROME)) return sayTexts(node);
  return node.querySelectorAll(CHROME).forEach(sayTexts);
};

const speak = () => {
  language = asked();
  document.documentElement.lang = language;
  const { phrases, patterns } = SAIMA[language];
  dictionary = { phrases, patterns: patterns.map(pattern) };
  if (document.body) meet(document.body);
};

const changed = (change) => {
  if (change.type === "childList") change.addedNodes.forEach(meet);
  else if (change.type === "characterData") sayText(change.target);
  else sayLabel(change.target, change.attributeName);
};

speak();
new MutationObserver((changes) => {
  if (asked() !== language) speak();
  changes.forEach(changed);
}).observe(document.documentElement, {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: LABELS,
});
