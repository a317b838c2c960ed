// Shows what is known of a quotation, a person or a country that is pointed at, tapped or focused. All of it stands in the page;
// without this script the numbers are links to the list of quotations.
"use strict";
(() => {
  const root = document.documentElement;
  const narrow = matchMedia("(max-width: 59.99rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  /** What was tapped or chosen with Enter; it stays when the pointer leaves. */
  let pinned = null;

  const all = (scope, attribute, id) => [...scope.querySelectorAll(`[${attribute}="${id}"]`)];
  const noteOf = (id) => document.getElementById(id);

  /** What an element stands for: a quotation or an entity, by its id; a quotation wins over the names in it. */
  function meant(element) {
    const at = element instanceof Element ? element : null;
    const quote = at?.closest(".quote, .ref");
    if (quote) return { quote: quote.dataset.for ?? quote.hash.slice(1), from: quote };
    const entity = at?.closest(".text [data-is], [data-pick]");
    return entity ? { entity: entity.dataset.is ?? entity.dataset.pick, from: entity } : null;
  }

  function clear() {
    const marked = ".on, .lit, .current, .shown, .picked";
    document.querySelectorAll(marked).forEach((e) => e.classList.remove("on", "lit", "current", "shown", "picked"));
    document.querySelectorAll('[aria-pressed="true"]').forEach((e) => e.setAttribute("aria-pressed", "false"));
    document.querySelectorAll('.ref[aria-current]').forEach((e) => e.removeAttribute("aria-current"));
  }

  function show(choice) {
    clear();
    const article = choice?.from.closest(".article");
    if (!article) return;
    const notes = choice.quote ? [noteOf(choice.quote)] : all(article, "data-speaker", choice.entity);
    const speaker = choice.quote ? notes[0].dataset.speaker : choice.entity;
    notes.forEach((note) => {
      note.classList.add("current");
      all(article, "data-for", note.id).forEach((e) => (choice.quote || e.matches(".quote")) && e.classList.add("on"));
    });
    if (choice.quote) {
      const ref = noteOf(`${choice.quote}-ref`);
      ref?.classList.add("on");
      ref?.setAttribute("aria-current", "true");
    }
    if (speaker) {
      all(article, "data-is", speaker).forEach((e) => e.classList.add("lit"));
      all(article, "data-pick", speaker).forEach((e) => e.setAttribute("aria-pressed", "true"));
    }
    if (notes.length) article.classList.add("shown");
    if (notes.length && pinned) article.classList.add("picked");
  }

  /** Shows something until something else is chosen. */
  function pin(choice) {
    pinned = choice;
    show(choice);
    if (!choice) return;
    const article = choice.from.closest(".article");
    const behavior = calm.matches ? "auto" : "smooth";
    if (choice.quote) {
      history.replaceState(null, "", `#${choice.quote}`);
      // Under the sheet of a narrow screen the quotation would be hidden.
      if (narrow.matches) noteOf(`${choice.quote}-ref`)?.scrollIntoView({ block: "nearest", behavior });
    } else if (choice.from.matches(".pick")) {
      const named = article.querySelector(".text .lit");
      const box = named?.getBoundingClientRect();
      if (box && (box.top < 0 || box.bottom > innerHeight)) named.scrollIntoView({ block: "center", behavior });
    }
  }

  function fromAddress() {
    const ref = document.getElementById(`${decodeURIComponent(location.hash.slice(1))}-ref`);
    if (!ref?.matches(".ref")) return;
    pin({ quote: ref.hash.slice(1), from: ref });
    ref.scrollIntoView({ block: "center" });
  }

  root.classList.add("js");
  const same = (a, b) => (a?.quote ?? a?.entity) === (b?.quote ?? b?.entity);
  document.addEventListener("click", (event) => {
    if (event.target.closest(".close")) return pin(null);
    const choice = meant(event.target);
    if (!choice || getSelection().type === "Range") return;
    event.preventDefault();
    pin(same(choice, pinned) ? null : choice);
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !event.target.closest(".panel")) show(meant(event.target) ?? pinned);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".ref")) show(meant(event.target));
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches(".ref")) show(pinned);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
