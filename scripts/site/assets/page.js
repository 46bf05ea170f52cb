// What the page does beyond showing: answers for another date, and makes the table of countries searchable, sortable and
// openable. Without this script the page still says everything, for the day it was built for.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const record = JSON.parse(one("#spells").textContent);
  let table = null;

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
    if (table) table.rows().invalidate("dom").draw(false);
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
    cell.dataset.search = status || "none";
    cell.dataset.order = status ? record.statuses.indexOf(status) : record.statuses.length;
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

  function toggle(row, open = !row.child.isShown()) {
    const country = row.node().dataset.country;
    const button = row.node().querySelector("button.opens");
    button.setAttribute("aria-expanded", String(open));
    if (open && !row.child.isShown()) {
      row.child(dossiers.get(country)).show();
      const cell = row.node().nextElementSibling.firstElementChild;
      cell.className = "opened";
    } else if (!open) row.child.hide();
  }

  function openFromAddress() {
    const country = decodeURIComponent(location.hash.slice(1));
    if (!table || !dossiers.has(country)) return;
    one("#search").value = one("#status").value = "";
    table.columns([0, 1]).search("").draw();
    const row = table.row(`[data-country="${country}"]`);
    toggle(row, true);
    row.node().scrollIntoView({ block: "start", behavior: "instant" });
    row.node().querySelector("button.opens").focus({ preventScroll: true });
  }

  // Up to three letters or digits are a code, EL or 036, so they are looked for as a whole word; where no country has it, as
  // the beginning of one. Anything longer is looked for anywhere.
  function search(words) {
    const names = table.column(0);
    names.search(words).draw();
    if (/^[\p{L}\p{N}]{1,3}$/u.test(words)) {
      names.search(new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, "iu")).draw();
      if (!table.rows({ search: "applied" }).count()) names.search(new RegExp(`(?<![\\p{L}\\p{N}])${words}`, "iu")).draw();
    }
  }

  function enhance({ jQuery }) {
    for (const link of all("#table a.opens")) {
      const country = link.closest("tr").dataset.country;
      const dossier = document.getElementById(country);
      dossiers.set(country, dossier);
      dossier.remove();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "opens";
      button.textContent = link.textContent;
      button.setAttribute("aria-expanded", "false");
      link.replaceWith(button);
    }
    one("#dossiers").remove();
    table = jQuery("#table").DataTable({
      paging: false,
      info: false,
      autoWidth: false,
      order: [[0, "asc"]],
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: null },
      language: { emptyTable: "No country", zeroRecords: "No country found" },
    });
    const found = () => {
      const n = table.rows({ search: "applied" }).count();
      one("#found").textContent = n === record.countries.length ? `${n} countries` : `${n} of ${record.countries.length} countries`;
    };
    table.on("draw", found);
    found();
    one("#search").addEventListener("input", ({ target }) => search(target.value.trim()));
    one("#status").addEventListener("change", ({ target }) =>
      table.column(1).search(target.value ? `^${target.value}$` : "", { regex: true, smart: false }).draw(),
    );
    one("#find").addEventListener("submit", (event) => event.preventDefault());
    one("#table tbody").addEventListener("click", (event) => {
      const button = event.target.closest("button.opens");
      if (button) toggle(table.row(button.closest("tr")));
    });
    one("#find").hidden = false;
    openFromAddress();
  }

  addEventListener("hashchange", openFromAddress);
  for (const mark of all('.maps [data-kind="country"]'))
    mark.addEventListener("click", () => {
      if (location.hash === `#${mark.dataset.country}`) openFromAddress();
      else location.hash = mark.dataset.country;
    });
  if (window.dataTables) window.dataTables.then(enhance).catch((error) => console.warn("The table stays plain:", error));
})();
