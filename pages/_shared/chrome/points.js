// What a mouse finds in a figure is found by keyboard: arrow keys go from point to point, each is
// marked, shown and read out, and Enter leads on. The figure is sent what a mouse would send it, so
// there is one way to be shown a point, and one to follow it.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { Home: () => 0, End: () => Infinity, PageUp: (at) => at - 1, PageDown: (at) => at + 1 };
const SETTLED_MS = 100; // Plotly answers a move of the mouse so late, if one came shortly before

const added = (names) => Object.assign(document.createElement("div"), names);
const mark = added({ className: "saima-mark", ariaHidden: "true" });
const announcer = added({ className: "saima-spoken", role: "status", ariaLive: "polite" });
let held = null; // the figure with the mark, and the place of the marked point among its points

const mouse = (kind, { box, target }) =>
  target.dispatchEvent(
    new MouseEvent(kind, {
      bubbles: true,
      cancelable: true,
      clientX: box.x + box.width / 2,
      clientY: box.y + box.height / 2,
    }),
  );

// The lines of the label; of a point that shows none, what is said or written of it.
const label = (figure, { trace, at, said }) => {
  const texts = [...figure.querySelectorAll(".hoverlayer text")];
  const lines = texts.flatMap((text) => [...(text.querySelector(".line") ? text.children : [text])]);
  if (lines.length) return lines.map((line) => line.textContent.trim()).join("\n");
  const written = said ? [said] : [trace.y[at], trace.text?.[at]];
  return written.map((text) => `${text}`.replace(/<[^>]+>/g, "\n").trim()).join("\n");
};
const speakPoint = () => {
  const point = held && points(held.figure)[held.at];
  if (point) announcer.textContent = label(held.figure, point);
};

const letGo = () => {
  const point = held?.figure.isConnected && points(held.figure)[held.at];
  held = null;
  if (point) mouse("mouseout", point);
  mark.remove();
  announcer.textContent = "";
};
const hold = (figure, at) => {
  held = { figure, at };
  const frame = figure.querySelector(".svg-container");
  const { left, top } = frame.getBoundingClientRect();
  const { box } = points(figure)[at];
  frame.append(mark);
  const [x, y] = [box.x + box.width / 2 - left, box.y + box.height / 2 - top];
  mark.style = `left:${x}px;top:${y}px;width:${box.width}px;height:${box.height}px`;
  mark.scrollIntoView({ block: "nearest", behavior: "instant" });
  const point = points(figure)[at]; // where it is now
  mouse("mousemove", point);
  if (point.isSilent) speakPoint();
};
const follow = () => {
  const { figure, at } = held;
  hold(figure, at);
  setTimeout(() => {
    const point = points(figure)[at];
    if (point) ["mousedown", "mouseup"].forEach((kind) => mouse(kind, point));
  }, SETTLED_MS);
};

const turnTo = (all, at, key) => {
  if (at === null && key !== "End") return 0;
  const to = TURNS[key]?.(at) ?? next(all, at, STEPS[key]);
  return Math.max(0, Math.min(to, all.length - 1));
};

document.addEventListener("keydown", (event) => {
  const { target: figure, key } = event;
  const isOther = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!figure.matches?.(".js-plotly-plot[tabindex]") || isOther) return;
  const at = held?.figure === figure ? held.at : null;
  if (key === "Escape") letGo();
  else if (key === "Enter" && at !== null) event.repeat || follow();
  else if (key in TURNS || key in STEPS) hold(figure, turnTo(points(figure), at, key));
  else return;
  event.preventDefault();
});
document.addEventListener("focusout", () => held && letGo());

// Every time that a figure has been drawn it says what it is and how it is gone through.
const drawnAnew = (figure) => {
  const isEmpty = !points(figure).length;
  ["tabindex", "role", "aria-label"].forEach((each) => isEmpty && figure.removeAttribute(each));
  if (isEmpty) return;
  const alt = figure.closest("[aria-label]:not(.js-plotly-plot)")?.ariaLabel ?? "";
  const ariaLabel = said(doesLead(figure) ? "points.lead" : "points.read", { alt });
  Object.assign(figure, { tabIndex: 0, role: "application", ariaLabel });
  if (held?.figure === figure) points(figure)[held.at] ? hold(figure, held.at) : letGo();
};
watch("body", (body) => body.append(announcer));
watch(".js-plotly-plot .svg-container", (frame) => {
  const figure = frame.closest(".js-plotly-plot");
  figure.on("plotly_afterplot", () => drawnAnew(figure));
  const heard = ({ event }) => held?.figure === figure && !event.isTrusted && speakPoint();
  ["plotly_hover", "plotly_unhover"].forEach((kind) => figure.on(kind, heard));
});
