// What a mouse finds in a figure is found by keyboard: arrow keys go from point to point, each is
// marked, shown and read out, and Enter leads on. The figure is sent what a mouse would send it, so
// there is one way to be shown a point, and one to follow it.
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { Home: () => 0, End: () => Infinity, PageUp: (at) => at - 1, PageDown: (at) => at + 1 };
const LEAST_PIXELS = 0.5; // between points of which one is not above or beside the other
const ASIDE = 2; // how much further away a point seems that does not lie straight ahead
const SETTLED_MS = 100; // Plotly answers a move of the mouse so late, if one came shortly before

const added = (names) => Object.assign(document.createElement("div"), names);
const mark = added({ className: "saima-mark", ariaHidden: "true" });
const announcer = added({ className: "saima-spoken", role: "status", ariaLive: "polite" });
let held = null; // the figure with the mark, and the place of the marked point among its points

// A bar is as large as it is seen; any other point has a place but no size.
const boxOfBar = (bar, panel) => {
  const { left, right, top, bottom } = bar.querySelector("path").getBoundingClientRect();
  const [x, y] = [Math.max(left, panel.left), Math.max(top, panel.top)];
  return new DOMRect(x, y, Math.min(right, panel.right) - x, Math.min(bottom, panel.bottom) - y);
};
const boxesOf = (drawn, { xaxis, yaxis }, figure, panel) => {
  const cells = drawn.__data__;
  if (drawn.matches(".bars")) {
    const bars = [...drawn.querySelectorAll(".point:has(path)")];
    const all = bars.map((bar) => ({ at: bar.__data__.i, box: boxOfBar(bar, panel) }));
    return all.filter(({ box }) => box.width > 0 && box.height > 0);
  }
  const frame = figure.querySelector(".svg-container").getBoundingClientRect();
  const [across, down] = [xaxis, yaxis].map((id) => figure._fullLayout[`${id[0]}axis${id.slice(1)}`]);
  const x = (cell) => frame.left + across._offset + across.c2p(cell.x);
  const y = (cell) => frame.top + down._offset + down.c2p(cell.y);
  return cells.map((cell, at) => ({ at, box: new DOMRect(x(cell), y(cell)) }));
};
const isSeen = ({ box, panel }) =>
  box.left >= panel.left - 1 && box.right <= panel.right + 1 &&
  box.top >= panel.top - 1 && box.bottom <= panel.bottom + 1;

// All points that say something or lead on, in the order of the data. The first of `customdata` is
// what is said, ids follow. Where a name or number stands for a bar of nothing, it is the point.
const points = (figure) => {
  const found = [...figure.querySelectorAll(".cartesianlayer .trace")].flatMap((drawn) => {
    const { trace } = drawn.__data__[0];
    const isSilent = trace.hoverinfo === "none";
    if (trace.hoverinfo === "skip" || (isSilent && !trace.customdata)) return [];
    const target =
      figure.querySelector(`.nsewdrag[data-subplot="${trace.xaxis}${trace.yaxis}"]`) ??
      figure.querySelector(".nsewdrag");
    const panel = target.getBoundingClientRect();
    return boxesOf(drawn, trace, figure, panel).map(({ at, box }) => {
      const [said, ...all] = [trace.customdata?.[at] ?? []].flat();
      return { at, box, trace, target, panel, isSilent, said, ids: all.filter((id) => id != null) };
    });
  });
  const shown = found.filter(isSeen);
  const isAnew = ({ isSilent, ids }, place) =>
    !isSilent || !shown.slice(0, place).some((other) => other.ids.join() === ids.join());
  return shown.filter(isAnew);
};
const doesLead = (figure) =>
  figure._fullLayout.clickmode.includes("select") && points(figure).some(({ ids }) => ids.length);

// How far one point is from another in a direction; not to be reached if it does not lie there.
const distance = ({ box: from }, { box: to }, [across, down]) => {
  const right = Math.max(to.left - from.right, 0) - Math.max(from.left - to.right, 0);
  const below = Math.max(to.top - from.bottom, 0) - Math.max(from.top - to.bottom, 0);
  const ahead = across * right + down * below;
  return ahead < LEAST_PIXELS ? Infinity : ahead + ASIDE * Math.abs(across ? below : right);
};

// Along a line to its next point, else to the nearest that way; where there is none, to nowhere.
const next = (all, at, step) => {
  const from = all[at];
  const far = all.map((to) => distance(from, to, step));
  const along = all.findIndex((to) => to.trace === from.trace && to.at === from.at + step[0]);
  if (step[0] && from.trace.mode?.includes("lines") && far[along] < Infinity) return along;
  const nearest = far.indexOf(Math.min(...far));
  return far[nearest] < Infinity ? nearest : at;
};

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
  const point = held && points(held.figure)[held.at];
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

document.addEventListener("keydown", (event) => {
  const figure = event.target;
  const isOther = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!figure.matches?.(".js-plotly-plot") || isOther) return;
  const at = held?.figure === figure ? held.at : null;
  const all = points(figure);
  if (event.key === "Escape") letGo();
  else if (event.key === "Enter" && at !== null) follow();
  else if (event.key in TURNS || event.key in STEPS) {
    const turned = at === null && event.key !== "End" ? 0 : TURNS[event.key]?.(at) ?? next(all, at, STEPS[event.key]);
    hold(figure, Math.max(0, Math.min(turned, all.length - 1)));
  } else return;
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
