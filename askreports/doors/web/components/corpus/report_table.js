// Draws the list of reports; sorts and filters it without asking the server. Text only ever becomes textContent.

const COLUMNS = ["name", "organisation", "period", "kind", "language", "pages", "added", "marks"];
const FILTERS = ["organisation", "period", "kind", "language"];
const MANY = 200; // rows drawn at first

export default function ({ data, parentElement, setTriggerValue }) {
  const before = parentElement.querySelector(".reports");
  if (before && before.labels.find !== data.labels.find) before.remove(); // another language
  const root = parentElement.querySelector(".reports") ?? build(parentElement, data.labels);
  const given = JSON.stringify(data.reports);
  if (root.given !== given) {
    root.given = given;
    root.reports = data.reports;
    for (const name of FILTERS) fillFilter(root, name);
    root.toggleAttribute("data-unmarked", root.reports.every((report) => report.marks === ""));
    draw(root);
  }
  root.openReport = (id) => setTriggerValue("open", id);
  for (const row of root.querySelectorAll("tbody tr")) markOpen(row, data.opened);
  root.opened = data.opened;
}

function build(parent, labels) {
  const root = element("section", "reports");
  root.labels = labels;
  root.sort = { column: "organisation", descending: false };
  root.most = MANY;
  const find = element("input", "find");
  Object.assign(find, { type: "search", placeholder: labels.placeholder });
  const filters = element("div", "filters", labelled(labels.find, find));
  for (const name of FILTERS) filters.append(labelled(labels[name], element("select", name)));
  filters.oninput = () => ((root.most = MANY), draw(root));
  const shown = element("p", "shown");
  shown.setAttribute("role", "status");
  const head = element("tr", "");
  for (const name of COLUMNS) head.append(heading(root, name, labels[name]));
  const table = element("table", "", element("thead", "", head), element("tbody", ""));
  const more = element("button", "more");
  more.type = "button";
  more.textContent = labels.more;
  more.onclick = () => ((root.most += MANY), draw(root));
  root.append(filters, shown, table, more);
  parent.append(root);
  return root;
}

function heading(root, name, title) {
  const button = element("button", "");
  button.type = "button";
  button.textContent = title;
  button.onclick = () => {
    root.sort = { column: name, descending: root.sort.column === name && !root.sort.descending };
    draw(root);
  };
  const cell = element("th", name, button);
  cell.scope = "col";
  return cell;
}

function fillFilter(root, name) {
  const select = root.querySelector(`select.${name}`);
  const before = select.value;
  const values = [...new Set(root.reports.map((report) => report[name]).filter(Boolean))].sort(compare);
  select.replaceChildren(option("", root.labels.all), ...values.map((value) => option(value, value)));
  select.value = values.includes(before) ? before : "";
  select.parentElement.hidden = values.length < 2;
}

function draw(root) {
  const wanted = FILTERS.map((name) => [name, root.querySelector(`select.${name}`).value]).filter(([, value]) => value);
  const words = root.querySelector(".find").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (report) =>
    wanted.every(([name, value]) => report[name] === value) && words.every((word) => report.words.includes(word));
  const found = root.reports.filter(fits).sort(order(root.sort));
  root.querySelector("tbody").replaceChildren(...found.slice(0, root.most).map((report) => row(root, report)));
  root.querySelector(".shown").textContent = root.labels.shown.replace("{found}", found.length).replace("{all}", root.reports.length);
  root.querySelector(".more").hidden = found.length <= root.most;
  for (const cell of root.querySelectorAll("th")) {
    const sorted = cell.className === root.sort.column;
    cell.setAttribute("aria-sort", !sorted ? "none" : root.sort.descending ? "descending" : "ascending");
  }
}

function order({ column, descending }) {
  const by = (a, b) => compare(a[column], b[column]) || compare(a.period, b.period) || compare(a.name, b.name);
  return descending ? (a, b) => by(b, a) : by;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
}

function row(root, report) {
  const open = element("button", "open");
  open.type = "button";
  open.dir = "auto";
  open.textContent = report.name;
  open.onclick = () => root.openReport(report.id);
  const made = element("tr", "");
  made.dataset.id = report.id;
  for (const name of COLUMNS) {
    const cell = element("td", name);
    cell.dataset.title = root.labels[name];
    if (name === "name") cell.append(open, text("span", "file", report.file));
    else if (name === "pages") cell.append(text("span", "", report.pages), text("span", "unit", ` ${report.page_unit}`));
    else if (name === "added") cell.append(moment(report.added));
    else cell.append(text("span", "", report[name]));
    cell.classList.toggle("empty", report[name] === "");
    made.append(cell);
  }
  markOpen(made, root.opened);
  return made;
}

// The day, which is enough to read; the moment by which the list is sorted shows on a pause.
function moment(when) {
  const made = text("time", "", when.slice(0, 10));
  Object.assign(made, { dateTime: when, title: `${when.slice(0, 16).replace("T", " ")} UTC` });
  return made;
}

function markOpen(made, opened) {
  made.toggleAttribute("data-open", made.dataset.id === opened);
  made.querySelector(".open").setAttribute("aria-pressed", String(made.dataset.id === opened));
}

function labelled(title, control) {
  return element("label", "", text("span", "", title), control);
}

function option(value, title) {
  const made = text("option", "", title);
  made.value = value;
  return made;
}

function text(tag, className, content) {
  const made = element(tag, className);
  made.dir = "auto";
  made.textContent = content;
  return made;
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}
