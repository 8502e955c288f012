// A table whose rows lead on is gone through by keyboard without being led away: a cell of its first
// column leads on as soon as it is chosen, so keys do not choose one, and the row is read out by
// that cell. Enter or Space ticks the row. Tab leaves the table, as it leaves everything else.
const MOVES = /^(Arrow|Home$|End$|Page|Enter$|Escape$| $)/;
const CELL = /^glide-cell-(\d+)-\d+$/; // its column; where rows can be ticked, 0 is the tick's
const FIRST = 1;
const UNTICKED = "[id^=glide-cell-0-]"; // a cell where rows have no tick
const NOTHING = {};
const TICK = { key: " ", code: "Space", keyCode: 32, shiftKey: true };
const INTO = { key: "ArrowRight", code: "ArrowRight", keyCode: 39 };

// The key that the table is to hear instead; none where it may hear the one that was pressed. After
// Escape it would no longer know where it is.
const instead = ({ key, shiftKey, ctrlKey, metaKey, altKey }, column) => {
  if (!MOVES.test(key)) return undefined;
  if (!column) return INTO;
  const isFar = ctrlKey || metaKey;
  const isPressed = key === "Enter" || key === " ";
  if (isPressed && !isFar && !shiftKey && !altKey) return TICK;
  const isKept = key === "Home" || key === "Escape" || (key === "ArrowLeft" && (isFar || column === FIRST + 1));
  return isKept ? NOTHING : undefined;
};

const heard = (event) => {
  const table = event.target.closest?.("[data-testid=data-grid-canvas]");
  if (!table || !event.isTrusted) return;
  if (event.key === "Tab") event.stopPropagation();
  if (event.key === "Tab" || table.querySelector(UNTICKED)) return;
  const cell = table.querySelector("td[aria-selected=true]");
  const names = instead(event, Number(CELL.exec(cell?.id)?.[1]));
  if (!names) return;
  event.preventDefault();
  event.stopPropagation();
  const pressed = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...names });
  if (names.key) event.target.dispatchEvent(pressed);
};
addEventListener("keydown", heard, true); // before the table

document.addEventListener("focusin", ({ target }) => {
  const row = CELL.test(target.id) && target.closest("tr");
  if (row && !row.querySelector(UNTICKED)) announcer.textContent = row.querySelector("td").textContent;
});
