// Tables that can be sorted and searched; without this script they are plain tables. What it goes by, in the page:
//
// table.sortable      every heading becomes a button that sorts by its column, but for th[data-plain]. Numbers go by value, all
//                     else (names, days as YYYY-MM-DD) as the language of the page has it, empty cells last, equals as they
//                     were. A th with aria-sort says by what the rows are sorted at first.
// td[data-order]      what a cell is sorted by, in place of its text; td[data-search]: what it is found by.
// form[data-narrows]  narrows the table with that id: an input[type=search] to rows with these words, a select to rows that
//                     have its value among their words; in the column of their data-column, from 0, or in any. Its
//                     [role=status] gets the count, of what its data-noun says.
// tr.heading          stands above the rows of its tbody, and goes when they all have gone.
(() => {
  "use strict";
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const said = (cell, key) => (cell.dataset[key] ?? cell.textContent).trim();

  function sort(table) {
    const heading = table.tHead.querySelector("[aria-sort]");
    if (!heading) return;
    const sign = heading.getAttribute("aria-sort") === "descending" ? -1 : 1;
    const keyed = [...table.tBodies[0].rows].map((row) => ({ row, key: said(row.cells[heading.cellIndex], "order") }));
    const numbers = keyed.every(({ key }) => Number.isFinite(Number(key))); // an empty one is none, and last anyway
    const compare = numbers ? (a, b) => a - b : collator.compare;
    keyed.sort((a, b) => (a.key && b.key ? sign * compare(a.key, b.key) : !a.key - !b.key));
    if (keyed.some(({ row }, i) => row.sectionRowIndex !== i)) table.tBodies[0].append(...keyed.map(({ row }) => row));
  }

  function sortable(table) {
    for (const heading of table.tHead.querySelectorAll("th:not([data-plain])")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const next = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
        table.tHead.querySelector("[aria-sort]")?.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", next);
        sort(table);
      });
    }
    sort(table);
  }

  // Which of the texts have the words. A lone word of up to three letters is a code, EL or 036: it is looked for whole, and
  // where no text has it, as the beginning of a word. Longer ones are looked for anywhere.
  function matches(query, texts) {
    const words = plain(query).split(/\s+/).filter(Boolean);
    if (words.length !== 1 || !/^[\p{L}\p{N}]{1,3}$/u.test(words[0])) return texts.map((text) => words.every((w) => text.includes(w)));
    const split = texts.map((text) => text.split(/[^\p{L}\p{N}]+/u));
    const whole = split.map((parts) => parts.includes(words[0]));
    return whole.includes(true) ? whole : split.map((parts) => parts.some((part) => part.startsWith(words[0])));
  }

  function narrow(table, form) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains("heading"));
    let kept = rows.map(() => true);
    for (const { type, value, dataset } of form.querySelectorAll("input, select")) {
      if (!value.trim()) continue;
      const cells = (row) => (dataset.column ? [row.cells[dataset.column]] : [...row.cells]);
      const texts = rows.map((row) => cells(row).map((cell) => said(cell, "search")).join("\n"));
      const found = type === "search" ? matches(value, texts.map(plain)) : texts.map((text) => text.split(/\s/).includes(value));
      kept = kept.map((keep, i) => keep && found[i]);
    }
    rows.forEach((row, i) => (row.hidden = !kept[i]));
    for (const body of table.tBodies) body.hidden = ![...body.rows].some((row) => !row.hidden && !row.classList.contains("heading"));
    const [n, status] = [kept.filter(Boolean).length, form.querySelector("[role=status]")];
    status.textContent = `${n === rows.length ? n : `${n} of ${rows.length}`} ${status.dataset.noun}`;
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  for (const form of document.querySelectorAll("form[data-narrows]")) {
    const table = document.getElementById(form.dataset.narrows);
    form.addEventListener("input", () => narrow(table, form));
    form.addEventListener("submit", (event) => event.preventDefault());
    narrow(table, form);
  }
})();
