// A row of a report's table as a small table: its title, unit and heads, and the rows around it, faint.

function excerpt({ caption, unit, heads, rows, label_columns }) {
  const title = [caption, unit].filter(Boolean).join(" · ");
  const table = element("table", "", words("caption", "", title));
  table.append(element("thead", "", ...heads.map((cells) => element("tr", "", ...cells.map((one) => headOf(one))))));
  table.append(element("tbody", "", ...rows.map((row) => rowOf(row, label_columns))));
  const shown = element("div", "excerpt", table);
  shown.tabIndex = 0; // a table that scrolls must be reachable by keyboard
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", labels.table);
  return shown;
}

function headOf({ text, span }) {
  const node = words("th", "", text) ?? element("td");
  if (text) node.scope = span > 1 ? "colgroup" : "col";
  node.colSpan = span;
  return node;
}

function rowOf({ quoted, cells }, labelColumns) {
  const drawn = cells.map(({ text, span, asked }, at) => {
    const isLabel = at < labelColumns;
    const node = words(isLabel ? "th" : "td", asked ? "asked" : "", text) ?? element("td");
    if (isLabel && text) node.scope = "row";
    node.colSpan = span;
    return node;
  });
  return element("tr", quoted ? "quoted" : "beside", ...drawn);
}
