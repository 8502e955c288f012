// Where a click on a figure or a row leads to another page, Streamlit first writes that page's query
// into the address of the page the reader is still on. The way back must lead to what was seen, so
// that address is put right before the other page's is entered.
const AT_ONCE_MS = 1500;
const push = history.pushState.bind(history);
let rewritten = null;

history.pushState = (state, title, url) => {
  const next = new URL(url, location.href);
  const now = performance.now();
  if (next.pathname === location.pathname) {
    rewritten = { seen: location.href, query: next.search, at: now };
  } else {
    const isOne = rewritten?.query === next.search && now - rewritten.at < AT_ONCE_MS;
    if (isOne) history.replaceState({}, "", rewritten.seen);
    rewritten = null;
  }
  push(state, title, url);
};
