// Draws a question with its answer. Text of reports and of people only ever becomes textContent.

let labels = {}; // the texts of the interface, in its language

export default function ({ data, parentElement, setTriggerValue }) {
  labels = data.labels;
  const root = rootIn(parentElement);
  const { opened, arriving, ...content } = data;
  const said = JSON.stringify(content);
  if (root.said !== said) {
    root.said = said; // drawn anew only when the words change: a click keeps nodes, and so the focus
    root.replaceChildren(exchange(content));
    root.classList.toggle("arriving", arriving === true); // in its place at once, but seen part by part
    for (const [n, part] of [...root.querySelectorAll(".sentences > p, .body > :not(.sentences)")].entries()) part.style.setProperty("--n", Math.min(n, 8));
  }
  showQuotes(root, data.sources ?? []);
  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.kind === "again") setTriggerValue("again", true);
    else if (button?.dataset.kind === "stop") setTriggerValue("stop", true);
    else if (button?.dataset.kind === "reword") setTriggerValue("reword", root.querySelector(".understood input").value);
    else if (button?.dataset.kind === "copy") copy(button, data.copy);
    else if (button) setTriggerValue("open", { kind: button.dataset.kind, number: Number(button.dataset.number) });
  };
  for (const button of root.querySelectorAll("button[data-number]")) {
    const open = opened?.kind === button.dataset.kind && opened.number === Number(button.dataset.number);
    button.setAttribute("aria-pressed", String(open));
  }
}

function rootIn(parent) {
  let root = parent.querySelector(".exchange");
  if (!root) parent.append((root = element("div", "exchange")));
  return root;
}

function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter(Boolean));
  return node;
}

// A text as its own bidirectional island, so that no text can turn its neighbours round.
function words(tag, className, text) {
  if (!text) return null;
  const node = element(tag, className);
  node.dir = "auto";
  node.textContent = text;
  return node;
}

function button(kind, number, label, ...children) {
  const node = element("button", kind, ...children);
  node.type = "button";
  node.dataset.kind = kind;
  if (number) node.dataset.number = number;
  if (label) node.setAttribute("aria-label", label);
  return node;
}

function exchange(content) {
  const body = element("div", "body", ...parts(content));
  if (content.folded) return element("details", "", element("summary", "", words("span", "", content.question)), body);
  if (!content.parts.includes("said")) return body;
  return element("section", "", words("h2", "", content.question), body);
}

function parts(content) {
  if (content.status) return [status(content.status)];
  if (content.failure) return [failure(content.failure)];
  if (!("found" in content)) return [];
  return [
    ...(content.parts.includes("said") ? said(content) : []),
    ...(content.parts.includes("sources") ? proofs(content) : []),
  ];
}

function said(content) {
  const { sources } = content;
  return [
    content.understood ? understood(content.understood) : null,
    words("p", `state ${content.standing}`, content.state),
    content.standing === "nothing" ? nothing(content) : null,
    content.figure ? figure(content.figure, sources) : null,
    content.standing === "nothing" ? null : element("div", `sentences ${content.standing}`, ...sentences(content)),
    content.table ? table(content.table, sources) : null,
    content.standing === "nothing" ? null : missing(content),
  ];
}

// The sentences; where several organisations answer, each under its name.
function sentences(content) {
  let above = "";
  return content.sentences.flatMap((one) => {
    const head = one.organisation !== above ? words("h3", "", one.organisation || labels.not_named) : null;
    above = one.organisation;
    const row = one.excerpt ? excerpt(content.excerpts[one.excerpt]) : null;
    return [head, sentence(one, content.sources, row)].filter(Boolean);
  });
}

// What the question asks about that no report covers, where there is an answer all the same.
function missing({ unknown, held }) {
  if (!unknown) return null;
  return element("p", "missing", words("span", "", [unknown, held.join(", ")].filter(Boolean).join(" ")));
}

// What a follow-up was taken to mean, to be edited and asked anew.
function understood(question) {
  const input = element("input");
  Object.assign(input, { value: question, dir: "auto" });
  const again = button("reword", 0, "");
  again.textContent = labels.ask_this;
  input.onkeydown = (event) => {
    event.stopPropagation(); // the app has shortcuts on single letters
    if (event.key === "Enter") again.click();
  };
  return element("label", "understood", words("span", "", labels.understood), input, again);
}

function proofs({ found, notice, sent_to, coverage, sources, excerpts, hits: passages }) {
  const copying = button("copy", 0, "");
  copying.textContent = labels.copy;
  return [
    words("p", "notice", notice),
    words("p", "coverage", sent_to),
    element("div", "foot", words("p", "coverage", coverage), copying),
    sources.length ? element("ol", "sources", ...sources.map((one) => source(one, excerpts[one.number]))) : null,
    passages.length ? hits(passages, found) : null,
  ];
}

function status(text) {
  const said = words("p", "status", text);
  said.setAttribute("role", "status");
  const stop = button("stop", 0, "");
  stop.textContent = labels.stop;
  return element("div", "foot", said, stop);
}

// What is missing, and what is there instead.
function nothing({ unknown, held }) {
  const said = unknown || labels.nothing_near;
  const there = element("ul", "held", ...held.map((name) => words("li", "", name)));
  return element("div", "nothing", words("p", "unknown", said), held.length ? there : null);
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text);
  button.textContent = labels.copied;
  setTimeout(() => (button.textContent = labels.copy), 2000);
}

function failure({ title, text, command }) {
  const again = button("again");
  again.textContent = labels.again;
  const node = element("div", "failure", words("strong", "", title), words("p", "", text), words("code", "", command), again);
  node.setAttribute("role", "alert");
  return node;
}

// A sentence, or the row of a table that says it, with the numbers of its sources.
function sentence({ text, citations, doubts, period, said }, sources, row) {
  const chips = citations.map((number) => chip(number, sources));
  const proof = [words("span", "period", period), ...chips.flatMap((one) => ["\u00a0", one]), words("span", "unverified", doubts)];
  if (!row) return element("p", "", words("span", "", text), ...proof);
  return element("div", "row", ...(said ? [element("p", "", words("span", "", text), ...proof), row] : [row, element("p", "", ...proof)]));
}

// The number of a source, which opens it; in words where it could not be verified.
function chip(number, sources) {
  const { name, page, verified } = sources.find((one) => one.number === number);
  const about = labels.source.replace("{number}", number).replace("{name}", () => name).replace("{page}", () => page);
  const node = button("source", number, verified ? about : `${about}, ${labels.unverified}`);
  node.classList.add("chip");
  node.textContent = number + (verified ? "" : ` ${labels.unverified}`);
  return node;
}

function source({ number, name, origin, page, quote, told, verified, checked, by_ocr }, row) {
  const where = words("span", "where", [origin, page].filter(Boolean).join(" · "));
  const title = element("span", "", words("span", "name", name), where);
  const open = button("source", number, "", words("span", "number", String(number)), title);
  const proof = words("span", verified ? "verified" : "unverified", checked);
  const shown = told ? null : row ? excerpt(row) : words("q", "", quote);
  return element("li", "", open, shown, proof, words("span", "unverified", by_ocr));
}

function hits(found, answered) {
  const title = (answered ? labels.passages : labels.nearest).replace("{number}", found.length);
  const list = found.map(({ number, name, page, by_ocr, section, text }) => {
    const head = button("hit", number, "", words("span", "name", name), words("span", "where", page));
    return element("li", "", head, words("span", "section", section), words("p", "", text), words("span", "unverified", by_ocr));
  });
  const shown = element("details", "hits", words("summary", "", title), element("ol", "", ...list));
  shown.open = !answered; // the nearest are what there is to read
  return shown;
}
