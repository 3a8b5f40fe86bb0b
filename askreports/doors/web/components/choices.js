// Draws buttons whose labels come from reports or people, so they only ever become textContent.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".choices") ?? build(parentElement);
  root.querySelector("p").textContent = data.title;
  const said = JSON.stringify(data.labels);
  if (root.said !== said) {
    root.said = said; // drawn anew only when the words change, so that the focus stays
    root.querySelector("div").replaceChildren(...data.labels.map(choice));
  }
  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (button) setTriggerValue("choose", Number(button.dataset.number));
  };
}

function build(parent) {
  const root = document.createElement("section");
  root.className = "choices";
  root.append(document.createElement("p"), document.createElement("div"));
  parent.append(root);
  return root;
}

function choice(label, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.dir = "auto";
  button.dataset.number = number;
  button.textContent = label;
  return button;
}
