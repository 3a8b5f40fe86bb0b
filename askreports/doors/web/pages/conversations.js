// Draws the list of conversations. Titles only ever become textContent, or the value of an input.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".conversations") ?? build(parentElement);
  root.act = (kind, id, title) => setTriggerValue("act", { kind, id, title }); // each run brings a fresh one
  root.querySelector(".summary").textContent = data.summary;
  root.labels = data.labels;
  const said = JSON.stringify([data.rows, data.labels]);
  if (root.said === said) return;
  root.said = said; // drawn anew only when the list changes, so that the focus stays
  const focused = root.focused;
  root.querySelector(".days").replaceChildren(...days(data.rows, root));
  if (focused) (find(root, focused) ?? root.querySelector(".open") ?? root).focus();
  root.focused = null;
}

function build(parent) {
  const root = make("section", "conversations", make("p", "summary"), make("div", "days"));
  root.tabIndex = -1; // takes the focus when the last conversation is deleted
  root.querySelector(".summary").setAttribute("role", "status");
  parent.append(root);
  return root;
}

// The rows of each day under its head, in the order they come.
function days(rows, root) {
  const heads = [...new Set(rows.map((row) => row.group))];
  return heads.flatMap((head) => {
    const list = make("ol", "", ...rows.filter((row) => row.group === head).map((row) => item(row, root)));
    return [make("h3", "", head), list];
  });
}

function find(root, id) {
  return [...root.querySelectorAll("li")].find((li) => li.dataset.id === id)?.querySelector("button");
}

function make(tag, className, ...children) {
  const node = document.createElement(tag);
  node.className = className ?? "";
  node.append(...children);
  return node;
}

function button(className, label, onclick) {
  const node = make("button", className, label);
  node.type = "button";
  node.onclick = onclick;
  return node;
}

// A row: how it is read, or how it is renamed or deleted; the other forms give way to each other.
function item(row, root) {
  const li = make("li");
  const labels = root.labels;
  li.dataset.id = row.id;
  const turnInto = (parts) => {
    li.replaceChildren(...parts);
    (li.querySelector("input") ?? li.querySelector("button")).focus();
    li.querySelector("input")?.select();
  };
  const acting = (kind, title) => {
    root.focused = row.id;
    root.act(kind, row.id, title);
  };

  function reading() {
    const { title, about, current } = row;
    const name = make("span", "title", title);
    name.dir = "auto";
    const open = button("open", "", () => root.act("open", row.id));
    open.replaceChildren(name, make("span", "about", current ? `${about} · ${labels.open_now}` : about));
    const rename = button("", labels.rename, () => turnInto(renaming()));
    const remove = button("", labels.delete, () => turnInto(deleting()));
    const pin = button("", row.pinned ? labels.unpin : labels.pin, () => acting(row.pinned ? "unpin" : "pin"));
    for (const one of [pin, rename, remove]) one.setAttribute("aria-label", `${one.textContent} ${title}`);
    return [open, make("div", "acts", pin, rename, remove)];
  }

  function renaming() {
    const { title } = row;
    const input = make("input");
    Object.assign(input, { value: title, maxLength: 120, dir: "auto" });
    input.setAttribute("aria-label", labels.new_title);
    const back = () => turnInto(reading());
    const save = () => {
      const named = input.value.trim().replace(/\s+/g, " ");
      if (named && named !== title) acting("rename", named); // the list is drawn anew once it is kept
      else back();
    };
    input.onkeydown = (event) => {
      event.stopPropagation(); // the app has shortcuts on single letters
      if (event.key === "Enter") {
        event.preventDefault(); // else the key would press the button that has the focus next
        save();
      }
      if (event.key === "Escape") back();
    };
    return [input, make("div", "acts", button("", labels.save, save), button("", labels.cancel, back))];
  }

  function deleting() {
    const asked = make("p", "asked", `${labels.delete_asked} `);
    const name = make("span", "title", row.title);
    name.dir = "auto";
    asked.append(name);
    const keep = button("", labels.keep, () => turnInto(reading()));
    return [make("div", "acts", keep, button("danger", labels.delete_it, () => acting("delete"))), asked];
  }

  li.append(...reading());
  return li;
}
