// Draws one page of a report. Its text only ever becomes textContent.

let labels = {}; // the texts of the interface, in its language

const PHONE = "(max-width: 640px)";
const ZOOMS = [1, 1.5, 2, 3];
const QUOTED = "mark, .quoted";
const SETTLING_MS = 5000; // in which an answer has its height

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".viewer") ?? build(parentElement);
  const part = (name) => root.querySelector(`.${name}`);
  const seen = data.image?.url ?? JSON.stringify(data.blocks);
  const show = (node, text) => {
    node.hidden = !text;
    if (node.textContent !== text) node.textContent = text ?? "";
  };

  labels = data.labels;
  say(root, labels);
  root.dataset.state = data.hint ? "closed" : data.notice ? "missing" : "open";
  show(part("hint"), data.hint);
  show(part("missing-title"), data.notice?.title);
  show(part("missing-text"), data.notice?.text);
  show(part("name"), data.name);
  show(part("where"), data.where);
  show(part("beside"), data.beside);
  show(part("note"), data.note);
  turnTo(part("previous"), data.page - 1, data.page > 1);
  turnTo(part("next"), data.page + 1, data.page < data.last);
  part("close").onclick = () => setTriggerValue("close", true);
  part("pdf").hidden = !data.pdf;
  if (data.pdf) part("pdf").href = data.pdf;

  if (root.seen !== seen || root.jumps !== data.jumps) {
    root.seen = seen;
    const jumped = root.jumps !== undefined && root.jumps !== data.jumps;
    showPage(part("page"), data);
    if (jumped && matchMedia(PHONE).matches) bringUp(root);
  }
  root.jumps = data.jumps;

  function turnTo(button, number, possible) {
    button.setAttribute("aria-disabled", String(!possible)); // not `disabled`, which would drop the focus
    button.onclick = () => possible && setTriggerValue("turn", number);
  }
}

const SAID = ["close", "pdf", "smaller", "larger", "previous", "next"];

// The words of the buttons, in the language of the interface.
function say(root, labels) {
  root.setAttribute("aria-label", labels.label);
  for (const name of SAID) root.querySelector(`.${name}`).textContent = labels[name];
}

function build(parent) {
  const root = document.createElement("section");
  root.className = "viewer";
  const bar = group("bar", group("title", node("strong", "name"), node("span", "where")), button("close"));
  const page = group("page");
  const pdf = node("a", "pdf");
  Object.assign(pdf, { target: "_blank", rel: "noopener" });
  const zooms = [button("smaller"), button("larger")];
  const buttons = group("buttons", button("previous"), button("next"), ...zooms, pdf);
  page.tabIndex = 0; // a page that scrolls must be reachable by keyboard
  root.append(node("p", "hint"), node("strong", "missing-title"), node("p", "missing-text"));
  root.append(group("head", bar, buttons), node("p", "beside"), node("p", "note"), page);
  parent.append(root);
  const zoom = (level) => {
    if (!(level in ZOOMS)) return;
    root.zoom = level;
    magnify(page, ZOOMS[level]);
    zooms.forEach((one, n) => one.setAttribute("aria-disabled", String(level === (n ? ZOOMS.length - 1 : 0))));
  };
  zooms[0].onclick = () => zoom(root.zoom - 1);
  zooms[1].onclick = () => zoom(root.zoom + 1);
  zoom(0);
  return root;
}

// Draws the page so many times as large, the quote in sight, or else what was in the middle.
function magnify(page, times) {
  const middle = (start, seen, all) => (all ? (start + seen / 2) / all : 0);
  const across = middle(page.scrollLeft, page.clientWidth, page.scrollWidth);
  const down = middle(page.scrollTop, page.clientHeight, page.scrollHeight);
  page.style.setProperty("--zoom", times);
  if (page.querySelector(`[data-located=true], ${QUOTED}`)) scrollToQuote(page);
  else page.scrollTo({ left: across * page.scrollWidth - page.clientWidth / 2, top: down * page.scrollHeight - page.clientHeight / 2 });
}

function node(tag, className) {
  const made = document.createElement(tag);
  made.className = className;
  made.dir = "auto";
  return made;
}

function group(className, ...children) {
  const made = document.createElement("div");
  made.className = className;
  made.append(...children);
  return made;
}

function button(className) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  return made;
}

// To the top of the screen, and there again while an answer above it still grows, until the reader moves.
function bringUp(root) {
  const up = () => root.scrollIntoView({ block: "start" });
  const growing = new ResizeObserver(up);
  const settled = () => growing.disconnect();
  up();
  growing.observe(document.querySelector('[data-testid="stMainBlockContainer"]') ?? root);
  for (const moved of ["touchstart", "wheel", "keydown"]) addEventListener(moved, settled, { once: true, passive: true });
  setTimeout(settled, SETTLING_MS);
}

function showPage(page, { image, blocks, name, where }) {
  if (image) showImage(page, image, `${where}: ${name}`);
  else if (blocks) showBlocks(page, blocks);
  else page.replaceChildren();
}

function showImage(page, { url, width, height, quote }, description) {
  const picture = document.createElement("img");
  Object.assign(picture, { src: url, width, height, alt: description });
  picture.dataset.located = quote !== null;
  page.replaceChildren(picture); // its width and height are known: there is room for it before it is drawn
  picture.quote = quote ?? { left: 0, top: 0 };
  scrollToQuote(page);
}

// To the quote, or to the top of a page without one.
function scrollToQuote(page) {
  const [picture, mark] = [page.querySelector("img"), page.querySelector(".framed") ?? page.querySelector(QUOTED)];
  const { left, top, cell } = picture?.quote ?? {};
  const room = cell ? page.clientWidth / 3 : 16; // a cell is seen with what stands beside it
  if (picture) page.scrollTo({ left: left * picture.clientWidth - room, top: top * picture.clientHeight - page.clientHeight / 3 });
  else page.scrollTo(mark ? toThirdLine(page, mark.getBoundingClientRect()) : { left: 0, top: 0 });
}

// Where to scroll for a place to stand in the upper third, and no further to the side than it must.
function toThirdLine(page, { top, right }) {
  const around = page.getBoundingClientRect();
  const beyond = right - around.left + page.scrollLeft - page.clientWidth;
  return { left: Math.max(0, beyond), top: top - around.top + page.scrollTop - page.clientHeight / 3 };
}

function showBlocks(page, blocks) {
  page.replaceChildren(group("sheet", ...blocks.map((block) => (block.rows ? table(block) : text(block)))));
  scrollToQuote(page);
}

function text({ text: [before, marked, after] }) {
  const made = node("div", "text");
  const mark = document.createElement("mark");
  mark.textContent = marked;
  made.append(before, ...(marked ? [mark] : []), after);
  return made;
}

function table({ rows, heads, left_out }) {
  const made = node("table", "grid");
  rows.forEach((cells, number) => {
    const row = made.insertRow();
    row.append(...cells.map((cell) => gridCell(cell, number < heads)));
  });
  if (left_out) made.createCaption().textContent = labels.more_rows.replace("{n}", left_out);
  return made;
}

function gridCell({ text = "", rows = 1, columns = 1, label, quoted, framed }, isHead) {
  const kind = [quoted && "quoted", framed && "framed"].filter(Boolean).join(" ");
  const made = node(isHead || label ? "th" : "td", kind);
  Object.assign(made, { textContent: text, rowSpan: rows, colSpan: columns });
  if (made.tagName === "TH") made.scope = isHead ? "col" : "row";
  return made;
}
