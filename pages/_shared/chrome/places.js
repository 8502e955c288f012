// Where the points of a figure are on the screen, and which of them is next in a direction.
const LEAST_PIXELS = 0.5; // between points of which one is not above or beside the other
const ASIDE = 2; // how much further away a point seems that does not lie straight ahead

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
