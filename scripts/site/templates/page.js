// What the page does beyond showing: answers for another date, and opens the rows of the table of countries. Without this script
// the page still says everything, for the day it was built for. tables.js sorts and searches.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const table = one("#table");
  const record = JSON.parse(one("#spells").textContent);

  // ---- who was in on …

  const spellOn = (country, day) => country.spells.find(([, start, end]) => start <= day && day <= (end || "9999")) || [""];
  const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

  function sentence(n) {
    const sum = (statuses) => statuses.reduce((total, s) => total + n[s], 0);
    const named = (statuses) => statuses.map((s) => count(n[s], record.words[s])).join(" and ");
    const [roster, others] = [sum(record.roster), record.wider.filter((s) => n[s])];
    return (
      `${roster === 1 ? "1 country" : `${roster} countries`}: ${named(record.roster)}.` +
      (others.length ? ` With ${named(others)}: ${roster + sum(record.wider)}.` : "")
    );
  }

  function dayInWords(day) {
    const [year, month, date] = day.split("-");
    return `${Number(date)} ${record.months[month - 1]} ${year}`;
  }

  function show(day) {
    const groups = Object.fromEntries(record.statuses.map((s) => [s, []]));
    for (const country of record.countries) {
      const [status, , , from] = spellOn(country, day);
      if (status) groups[status].push(country);
      paint(country, status, from);
    }
    const numbers = Object.fromEntries(record.statuses.map((s) => [s, groups[s].length]));
    all("#day, .day").forEach((e) => (e.textContent = dayInWords(day)));
    one("#answer").textContent = sentence(numbers);
    one("#beyond").hidden = day <= record.until;
    for (const status of record.statuses) {
      const group = one(`[data-group="${status}"]`);
      group.hidden = !groups[status].length;
      group.querySelector(".n").textContent = groups[status].length;
      group.querySelector(".names").replaceChildren(
        ...groups[status].flatMap((c, i) => {
          const link = document.createElement("a");
          link.href = `#${c.iso3}`;
          link.textContent = c.name;
          return i ? [", ", link] : [link];
        }),
      );
    }
    all("[data-day]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.day === day)));
    table.dispatchEvent(new Event("refresh"));
  }

  function paint(country, status, from) {
    const words = record.words[status];
    for (const mark of all(`[data-country="${country.iso3}"]`, one(".maps"))) {
      const { kind } = mark.dataset;
      if (kind === "country") mark.dataset.status = status;
      if (kind === "sign") mark.setAttribute("display", mark.dataset.status === status ? "inline" : "none");
      if (kind === "name") mark.setAttribute("display", status === "lead" ? "inline" : "none");
      const title = mark.querySelector("title");
      if (title && kind === "country") title.textContent = `${country.name}: ${words}`;
    }
    const cell = one(`tr[data-country="${country.iso3}"] td`);
    if (!cell) return;
    cell.dataset.search = status;
    cell.dataset.order = status && record.statuses.indexOf(status);
    const badge = cell.querySelector(".badge");
    badge.dataset.status = status;
    badge.title = status && `${status} from ${from}`;
    badge.querySelector(".word").textContent = words;
  }

  one("#date").hidden = false;
  const input = one("#on");
  input.addEventListener("input", () => {
    if (input.value && input.checkValidity()) show(input.value);
  });
  one("#date").addEventListener("submit", (event) => event.preventDefault());
  all("[data-day]").forEach((button) =>
    button.addEventListener("click", () => {
      input.value = button.dataset.day;
      show(input.value);
    }),
  );

  // ---- the table of countries; the dossiers below it move into its rows

  const dossiers = new Map(); // country -> its dossier

  function toggle(button, open) {
    const row = button.closest("tr");
    if (open === (button.getAttribute("aria-expanded") === "true")) return;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return row.nextElementSibling.remove();
    const detail = document.createElement("tr");
    detail.className = "detail";
    const cell = detail.insertCell();
    cell.colSpan = row.cells.length;
    cell.append(dossiers.get(row.dataset.country));
    row.after(detail);
  }

  function openFromAddress() {
    const country = decodeURIComponent(location.hash.slice(1));
    if (!dossiers.has(country)) return;
    one("#find").reset();
    table.dispatchEvent(new Event("refresh"));
    const button = one(`tr[data-country="${country}"] button.opens`);
    toggle(button, true);
    button.closest("tr").scrollIntoView({ block: "start", behavior: "instant" });
    button.focus({ preventScroll: true });
  }

  for (const link of all("a.opens", table)) {
    const { country } = link.closest("tr").dataset;
    dossiers.set(country, document.getElementById(country));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "opens";
    button.textContent = link.textContent;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => toggle(button, button.getAttribute("aria-expanded") === "false"));
    link.replaceWith(button);
  }
  one("#dossiers").remove();

  addEventListener("hashchange", openFromAddress);
  for (const mark of all('.maps [data-kind="country"]'))
    mark.addEventListener("click", () => {
      if (location.hash === `#${mark.dataset.country}`) openFromAddress();
      else location.hash = mark.dataset.country;
    });
  openFromAddress();
})();
