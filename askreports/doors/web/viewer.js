// Draws one page of a report. Its text only ever becomes textContent.

const PHONE = "(max-width: 640px)";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".viewer") ?? build(parentElement);
  const part = (name) => root.querySelector(`.${name}`);
  const seen = data.image?.url ?? data.text?.join("\0");
  const show = (node, text) => {
    node.hidden = !text;
    if (node.textContent !== text) node.textContent = text ?? "";
  };

  root.dataset.state = data.hint ? "closed" : data.notice ? "missing" : "open";
  show(part("hint"), data.hint);
  show(part("missing-title"), data.notice?.title);
  show(part("missing-text"), data.notice?.text);
  show(part("name"), data.name);
  show(part("where"), data.where);
  show(part("note"), data.note);
  turnTo(part("previous"), data.page - 1, data.page > 1);
  turnTo(part("next"), data.page + 1, data.page < data.last);
  part("close").onclick = () => setTriggerValue("close", true);

  if (root.seen !== seen || root.jumps !== data.jumps) {
    root.seen = seen;
    const jumped = root.jumps !== undefined && root.jumps !== data.jumps;
    showPage(part("page"), data);
    if (jumped && matchMedia(PHONE).matches) root.scrollIntoView({ block: "start" });
  }
  root.jumps = data.jumps;

  function turnTo(button, number, possible) {
    button.setAttribute("aria-disabled", String(!possible)); // not `disabled`, which would drop the focus
    button.onclick = () => possible && setTriggerValue("turn", number);
  }
}

function build(parent) {
  const root = document.createElement("section");
  root.className = "viewer";
  root.setAttribute("aria-label", "Page of a report");
  const bar = group("bar", node("strong", "name"), node("span", "where"));
  const buttons = group("buttons", button("previous", "Previous"), button("next", "Next"), button("close", "Close"));
  const page = group("page");
  page.tabIndex = 0; // a page that scrolls must be reachable by keyboard
  root.append(node("p", "hint"), node("strong", "missing-title"), node("p", "missing-text"));
  root.append(group("head", bar, buttons), node("p", "note"), page);
  parent.append(root);
  return root;
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

function button(className, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = label;
  return made;
}

function showPage(page, { image, text, name, where }) {
  if (image) showImage(page, image, `${where}: ${name}`);
  else if (text) showText(page, text);
  else page.replaceChildren();
}

function showImage(page, { url, width, height, quote }, description) {
  const picture = document.createElement("img");
  Object.assign(picture, { src: url, width, height, alt: description });
  picture.dataset.located = quote !== null;
  page.replaceChildren(picture); // its width and height are known: there is room for it before it is drawn
  const { left, top } = quote ?? { left: 0, top: 0 };
  page.scrollTo({ left: left * picture.clientWidth - 16, top: top * picture.clientHeight - page.clientHeight / 3 });
}

function showText(page, [before, marked, after]) {
  const sheet = node("div", "text");
  const mark = document.createElement("mark");
  mark.textContent = marked;
  sheet.append(before, ...(marked ? [mark] : []), after);
  page.replaceChildren(sheet);
  page.scrollTo({ top: marked ? mark.offsetTop - page.offsetTop - page.clientHeight / 3 : 0 });
}
