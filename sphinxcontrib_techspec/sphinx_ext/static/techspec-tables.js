/* Filter and sort for long tables of technical specs.
 *
 * Whatever a page needs stands on it: without this script the tables are complete, in
 * the author's order. Words come from the attributes of the script's own tag.
 */
(() => {
  "use strict";

  const say = document.currentScript.dataset;
  const language = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

  // Units of the same quantity, with their factors.
  const UNITS = {};
  for (const [base, sizes] of [
    ["s", { ns: 1e-9, "µs": 1e-6, "μs": 1e-6, us: 1e-6, ms: 1e-3, s: 1, sec: 1, second: 1,
            min: 60, minute: 60, h: 3600, hour: 3600, d: 86400, day: 86400 }],
    ["B", { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 1024, MiB: 1024 ** 2,
            GiB: 1024 ** 3, TiB: 1024 ** 4 }],
  ]) for (const [unit, size] of Object.entries(sizes)) UNITS[unit] = [base, size];

  // "≥ 1,000 req/s", "< 200 ms at p95"; versions, which have no unit, are not quantities.
  const QUANTITY = /^([^\p{L}\p{N}]*)(\d[\d,'’\u00a0\u202f]*(?:\.\d+)?)(\s*)([\p{L}%][^\s\d]*)?/u;

  const textOf = node => node.textContent.replace(/\s+/g, " ").trim();

  const quantityOf = text => {
    const [, sign, digits, space, written = ""] = QUANTITY.exec(text) || [];
    if (!digits) return null;
    const known = UNITS[written] || UNITS[written.replace(/s$/, "")];
    if (!known && !sign.trim() && !(written && space) && written !== "%") return null;
    const [unit, size] = known || [written, 1];
    const number = size * Number(digits.replace(/[^\d.]/g, ""));
    return { unit, number: /[-−]$/.test(sign) ? -number : number };
  };

  const compare = (a, b) => {
    if (!a.quantity || !b.quantity)
      return !a.quantity - !b.quantity || collator.compare(a.text, b.text);
    return collator.compare(a.quantity.unit, b.quantity.unit)
      || a.quantity.number - b.quantity.number;
  };

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const enhance = table => {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const author = [...body.rows];
    let order = author;
    let texts;

    const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const count = make("output", { "aria-live": "polite" });
    const label = make("label", {}, say.filter, " ", input);
    // Above the box that scrolls, whatever a theme put between it and the table.
    (table.closest(".techspec-scroll") || table).before(
      make("div", { class: "techspec-controls" }, label, " ", count));

    // For themes that stripe rows by class.
    const show = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      if (words.length) texts ??= new Map(author.map(row => [row, fold(textOf(row))]));
      let shown = 0;
      for (const row of order) {
        const fits = words.every(word => texts.get(row).includes(word));
        row.classList.toggle("techspec-filtered", !fits);
        if (!fits) continue;
        row.classList.toggle("row-even", shown % 2 === 0);
        row.classList.toggle("row-odd", shown % 2 === 1);
        shown += 1;
      }
      count.textContent = say.count
        .replace("{shown}", shown).replace("{total}", author.length);
    };

    const sort = (head, column) => {
      const direction = { none: "ascending", ascending: "descending", descending: "none" }[
        head.getAttribute("aria-sort")];
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", direction);
      if (direction === "none") order = author;
      else {
        const sign = direction === "ascending" ? 1 : -1;
        const keys = new Map(author.map(row => {
          const text = row.cells[column] ? textOf(row.cells[column]) : "";
          return [row, { text, quantity: quantityOf(text) }];
        }));
        // Empty cells are last in both directions.
        order = [...author].sort((a, b) =>
          !keys.get(a).text - !keys.get(b).text || sign * compare(keys.get(a), keys.get(b)));
      }
      body.append(...order);
      show();
    };

    heads.forEach((head, column) => {
      const place = head.querySelector("p") || head;
      const button = make("button", { type: "button", title: say.sort }, ...place.childNodes);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sort(head, column));
      place.append(button);
    });
    input.addEventListener("input", show);
    show();

    // A link to a row shows it.
    reveals.push(target => {
      if (!target.closest(".techspec-filtered") || !body.contains(target)) return;
      input.value = "";
      show();
    });
  };

  const reveals = [];
  const reveal = hash => {
    let id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* an id may be anything */ }
    const target = id && document.getElementById(id);
    if (target) for (const show of reveals) show(target);
    return target;
  };

  document.querySelectorAll("table.techspec-many").forEach(enhance);
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.href.split("#")[0] === location.href.split("#")[0]) reveal(link.hash);
  });
  addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());
})();
