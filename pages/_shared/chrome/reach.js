// What a keyboard or a screen reader needs, and Streamlit leaves out.

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

// The menu is lists within a list that are none: a reader is told the sections and their links.
watch("[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li", (item) => {
  item.role = "none";
});
