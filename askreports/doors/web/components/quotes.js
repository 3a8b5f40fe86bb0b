// Shows the quote of a source beside its number while the pointer or the focus rests on it.

function showQuotes(root, sources) {
  root.sources = new Map(sources.map((source) => [String(source.number), source]));
  if (root.onpointerover) return;
  root.onpointerover = ({ target }) => showQuote(root, target.closest?.(".chip"));
  root.addEventListener("focusin", ({ target }) => target.matches(":focus-visible") && showQuote(root, target.closest(".chip")));
  root.addEventListener("focusout", () => hideQuote(root));
  root.onpointerleave = () => hideQuote(root);
  root.onkeydown = ({ key }) => {
    if (key === "Escape") hideQuote(root);
  };
}

function showQuote(root, chip) {
  hideQuote(root);
  const source = chip && root.sources.get(chip.dataset.number);
  if (!source) return;
  const about = [source.name, source.page, source.checked, source.by_ocr].filter(Boolean).join(" · ");
  const tip = element("div", "tip", words("span", "quote", source.quote), words("span", "where", about));
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  root.append(tip);
  chip.setAttribute("aria-describedby", tip.id);
  const [at, around] = [chip.getBoundingClientRect(), root.getBoundingClientRect()];
  tip.style.top = `${at.bottom - around.top + 4}px`;
  tip.style.left = `${Math.max(0, Math.min(at.left - around.left, around.width - tip.offsetWidth))}px`;
}

function hideQuote(root) {
  root.querySelector(".tip")?.remove();
  root.querySelector("[aria-describedby]")?.removeAttribute("aria-describedby");
}
