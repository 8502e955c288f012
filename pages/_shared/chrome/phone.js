// A table too wide for a phone is read row by row there (see `style.css`): its cells say of which
// column they are.
watch("[data-testid=stTable] td", (cell) => {
  const headings = cell.closest("table").tHead?.rows[0]?.cells;
  cell.dataset.heading = headings?.[cell.cellIndex]?.textContent ?? "";
});
