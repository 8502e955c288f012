// A link of ours opens where it is clicked. Markdown opens every link in a new tab; files to be
// taken away, and what a reader opens in a tab of its own, are left alone.
const FILE = /\.\w+$/;

watch("a[target=_blank]", (link) => {
  const isOurs = link.origin === location.origin && !link.download && !FILE.test(link.pathname);
  if (!isOurs) return;
  link.target = "";
  link.dataset.here = "";
});

// Streamlit answers the back button without a reload; a link of ours is followed the same way.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-here]");
  const keys = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || keys || event.button || event.defaultPrevented) return;
  event.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});
