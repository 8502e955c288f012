// What can be scrolled can be scrolled by the keyboard: a wide table on a phone takes the focus.
const reach = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      const name = target.querySelector("[aria-label]")?.getAttribute("aria-label");
      Object.assign(target, { tabIndex: 0, role: "region", ariaLabel: name ?? "" });
    } else {
      ["tabindex", "role", "aria-label"].forEach((each) => target.removeAttribute(each));
    }
  }
});

watch("[data-testid=stTable] > div", (frame) => reach.observe(frame));
