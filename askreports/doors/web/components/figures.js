// A figure with what it is made of, and a comparison as a table; each cell with the number of its source.

function figure({ who, value, formula, inputs }, sources) {
  const rows = inputs.map(({ label, period, value: amount, citation }) => [
    { text: label },
    { text: period },
    { text: amount, citation },
  ]);
  const cited = formula ? null : chip(inputs[0].citation, sources);
  const shown = element("p", "headline", words("span", "who", who), " ", words("strong", "value", value), cited);
  if (!formula) return element("div", "figure", shown); // one cell, which the sentence cites
  const made = words("span", "formula", `= ${formula}`);
  return element("div", "figure", shown, made, grid([labels.made_of, labels.period, labels.value], rows, sources));
}

function table({ columns, rows }, sources) {
  const result = columns.some(Boolean) ? "" : " equal"; // without heads, no row is the result of those above
  return element("div", `comparison${result}`, grid(columns, rows, sources));
}

function grid(columns, rows, sources) {
  const head = columns.map((name) => {
    const cell = words("th", "", name) ?? element("td");
    if (name) cell.scope = "col";
    return cell;
  });
  const body = rows.map((cells, at) => element("tr", at === rows.length - 1 ? "last" : "", ...cells.map((c, n) => cell(c, n, sources))));
  const heads = columns.some(Boolean) ? [element("thead", "", element("tr", "", ...head))] : [];
  return element("table", "", ...heads, element("tbody", "", ...body));
}

function cell({ text, citation }, column, sources) {
  const shown = words("span", "", text);
  const node = column ? element("td", "", shown) : element("th", "", shown);
  if (!column) node.scope = "row";
  if (citation) node.append("\u00a0", chip(citation, sources));
  return node;
}
