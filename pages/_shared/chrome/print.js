// Paper is narrower than the screen, and nothing is drawn anew for it: figures and tables that are
// drawn in pixels are made smaller until they fit the page that `style.css` describes.
const PAPER = { width: 703, height: 1000 }; // pixels of CSS inside the margins of an A4 page

const fit = (element) => {
  const drawn = element.querySelector(".svg-container") ?? element;
  const { width, height } = drawn.getBoundingClientRect();
  element.style.zoom = Math.min(1, PAPER.width / width, PAPER.height / height);
};

// A table that scrolls prints what is seen of it, and says how much there is.
const count = (frame) => {
  const scroller = frame.querySelector(".dvn-scroller");
  const grid = frame.querySelector("[role=grid]");
  if (!scroller || !grid) return;
  const isWhole =
    scroller.scrollHeight <= scroller.clientHeight + 1 && scroller.scrollWidth <= scroller.clientWidth + 1;
  delete frame.dataset.whole;
  if (isWhole) return;
  const rows = grid.ariaRowCount - 1;
  frame.dataset.whole = said("print.part", { rows, columns: grid.ariaColCount });
};

const FIGURES = "[data-testid=stPlotlyChart]";
const FRAMES = "[data-testid=stDataFrame]";

// Whether the screen is dark, by the colour of its text.
const isDark = () => {
  const app = document.querySelector("[data-testid=stApp]");
  const [red, green, blue] = getComputedStyle(app).color.match(/\d+/g).map(Number);
  return red + green + blue > 3 * 128;
};

addEventListener("beforeprint", () => {
  document.documentElement.toggleAttribute("data-dark", isDark());
  document.querySelectorAll(FRAMES).forEach(count);
  document.querySelectorAll(`${FIGURES}, ${FRAMES}`).forEach(fit);
});

addEventListener("afterprint", () => {
  document.querySelectorAll(`${FIGURES}, ${FRAMES}`).forEach((each) => (each.style.zoom = ""));
});
