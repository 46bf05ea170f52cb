// The first page beyond showing: who was in on another day, and what the map has at a place. Without this script the page
// still says everything, for the day that it was built for. The day stands in the address, as ?on=2031-05-04.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const record = JSON.parse(one("#record").textContent);
  const [slide, on, told, play] = ["#slide", "#on", "#told", "#play"].map(one);
  const countries = new Map(record.countries.map((c) => [c.iso3, c]));

  // An address of the page that this one was before: index.html#ISO3.
  if (countries.has(location.hash.slice(1))) location.replace(`countries/${location.hash.slice(1)}.html`);

  // ---- who was in on …

  const spellOn = (country, day) => country.spells.find(([, start, end]) => start <= day && day <= (end || "9999")) || [""];
  const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const listed = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words.join(""));
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  let shown = record.shown;
  let groups = {};

  function inWords(day) {
    const [year, month, date] = day.split("-");
    return `${Number(date)} ${record.months[month - 1]} ${Number(year)}`;
  }

  function numbers() {
    const n = (status) => groups[status].length;
    const sum = (statuses) => statuses.reduce((total, s) => total + n(s), 0);
    const named = (statuses) => statuses.map((s) => count(n(s), record.words[s])).join(" and ");
    const [roster, others] = [sum(record.roster), record.wider.filter(n)];
    return [
      roster === 1 ? "1 country" : `${roster} countries`,
      `: ${named(record.roster)}.` + (others.length ? ` With ${named(others)}: ${roster + sum(record.wider)}.` : ""),
    ];
  }

  function coverage(day) {
    if (day < record.first) return ` The record begins on ${inWords(record.first)}: before that day nothing is on record.`;
    if (day > record.until) return ` ${record.silence} Statuses are shown as last documented.`;
    return ` Facts to ${inWords(record.until)}; nothing later is on record.`;
  }

  function element(name, text, properties = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, properties);
  }

  function show(day) {
    shown = day;
    groups = Object.fromEntries(record.statuses.map((s) => [s, []]));
    for (const country of record.countries) {
      const [status, , , , contested] = spellOn(country, day);
      if (status) groups[status].push({ country, contested });
      paint(country.iso3, status);
    }
    const [number, rest] = numbers();
    one("#answer").replaceChildren(element("b", number), rest);
    const leads = groups[record.leads].map(({ country }) => country.name);
    one("#leads").textContent = leads.length ? `Led by ${listed(leads)}.` : "";
    one("#day").replaceChildren(element("b", `On ${inWords(day)}.`), coverage(day));
    for (const status of record.statuses) {
      const group = one(`[data-group="${status}"]`);
      group.hidden = !groups[status].length;
      group.querySelector(".n").textContent = groups[status].length;
      group.querySelector("ul").replaceChildren(...groups[status].map(item));
    }
    on.value = day;
    slide.value = record.days.findLastIndex((d) => d <= day);
    slide.setAttribute("aria-valuetext", inWords(day));
    told.replaceChildren(told.dataset.hint);
  }

  const doubt = one("#doubt").content;
  function item({ country, contested }) {
    const entry = document.createElement("li");
    entry.append(element("a", country.name, { href: `countries/${country.iso3}.html` }));
    if (contested) entry.append(" ", doubt.cloneNode(true));
    return entry;
  }

  const marks = new Map(); // iso3 -> its marks on the maps
  for (const mark of all("[data-country]"))
    marks.set(mark.dataset.country, [...(marks.get(mark.dataset.country) || []), mark]);

  function paint(iso3, status) {
    const contested = spellOn(countries.get(iso3), shown)[4];
    for (const mark of marks.get(iso3) || []) {
      const { kind } = mark.dataset;
      const seen = (yes) => mark.setAttribute("display", yes ? "inline" : "none");
      if (kind === "sign") seen(mark.dataset.status === status);
      else if (kind === "doubt") seen(contested && mark.dataset.status === status);
      else if (kind === "name") seen(status === record.leads);
      else if (mark.dataset.status !== status) {
        mark.dataset.status = status;
        const title = mark.querySelector("title");
        if (title) title.textContent = `${countries.get(iso3).name}: ${record.words[status]}`;
      }
    }
  }

  // ---- the day, in the address and in the controls

  function fromAddress() {
    const asked = new URLSearchParams(location.search).get("on");
    stop();
    show(asked && isDay(asked) ? asked : record.shown);
    if (asked && !isDay(asked)) one("#day").append(` “${asked}” in the address is no day; write it as ${record.shown}.`);
  }

  function address(day) {
    const url = new URL(location.href);
    url.searchParams.set("on", day);
    url.hash = "";
    return url.href;
  }

  function go(day, how = "pushState") {
    if (day !== new URLSearchParams(location.search).get("on")) history[how](null, "", address(day));
    show(day);
  }

  on.addEventListener("input", () => isDay(on.value) && (stop(), go(on.value)));
  slide.addEventListener("input", () => (stop(), show(record.days[slide.value])));
  slide.addEventListener("change", () => go(record.days[slide.value]));
  one("#date").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", fromAddress);
  addEventListener("pageshow", (event) => event.persisted && fromAddress());

  let playing;
  function stop() {
    clearInterval(playing);
    playing = undefined;
    play.setAttribute("aria-pressed", "false");
    play.textContent = "Play";
  }

  function step() {
    const next = Number(slide.value) + 1;
    if (next >= record.days.length) return stop();
    go(record.days[next], "replaceState");
    if (next === record.days.length - 1) stop();
  }

  play.addEventListener("click", () => {
    if (playing) return stop();
    play.setAttribute("aria-pressed", "true");
    play.textContent = "Stop";
    go(record.days[Number(slide.value) >= record.days.length - 1 ? 0 : slide.value]);
    playing = setInterval(step, 1500);
  });

  // ---- to take away

  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // An address that is no secure one, or a reader who forbids it: the older way.
      const area = element("textarea", text, { value: text, className: "vh" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) said = "This browser does not let a page copy.";
    }
    one("#copied").textContent = said;
  }

  one("#copy-link").addEventListener("click", () => copy(address(shown), "The link to this day is copied."));
  one("#copy-list").addEventListener("click", () => {
    const key = one("#names").value;
    const names = record.roster.flatMap((s) => groups[s].map(({ country }) => country[key]));
    const collator = new Intl.Collator(key === "name" || key === "iso3" ? "en" : key.split("_")[1]);
    copy(`${names.sort(collator.compare).join("\n")}\n`, `${count(names.length, "name")} copied, of ${inWords(shown)}.`);
  });

  // ---- the map answers: by pointing, by tapping, and by the arrow keys

  function tell(mark) {
    const country = countries.get(mark?.dataset.country);
    if (!country) return told.replaceChildren(mark?.querySelector("title")?.textContent || told.dataset.hint);
    const [status, , , since, contested] = spellOn(country, shown);
    const link = element("a", country.name, { href: `countries/${country.iso3}.html` });
    const said = status ? `${record.words[status]} from ${since}${contested ? "; contested: pages disagree" : ""}` : record.words[""];
    told.replaceChildren(link, `: ${said}`);
  }

  told.dataset.hint = told.textContent;
  for (const map of all(".picture:has([data-kind])")) {
    const answers = all('[data-kind="country"],[data-kind="elsewhere"]', map).filter((m) => m.querySelector("title"));
    const name = (mark) => mark.querySelector("title").textContent;
    answers.sort((a, b) => !a.dataset.country - !b.dataset.country || name(a).localeCompare(name(b)));
    let at = -1;
    const point = (mark) => {
      map.querySelector(".pointed")?.classList.remove("pointed");
      mark?.classList.add("pointed");
      tell(mark);
    };
    const under = (event) => event.target.closest('[data-kind="country"],[data-kind="elsewhere"]');
    map.addEventListener("pointerover", (event) => event.pointerType === "mouse" && under(event) && point(under(event)));
    map.addEventListener("pointerleave", () => map.querySelector(".pointed")?.classList.remove("pointed"));
    map.addEventListener("click", (event) => {
      const mark = under(event);
      if (event.pointerType === "mouse" && mark?.dataset.country) location.href = `countries/${mark.dataset.country}.html`;
      else point(mark);
    });
    if (answers.length < 2) continue;
    map.setAttribute("role", "application"); // its keys are its own
    map.setAttribute("tabindex", "0");
    map.addEventListener("keydown", (event) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      const mark = map.querySelector(".pointed");
      if (event.key === "Enter" && mark?.dataset.country) location.href = `countries/${mark.dataset.country}.html`;
      if (!(event.key in steps)) return;
      event.preventDefault();
      at = (at + steps[event.key] + answers.length) % answers.length;
      point(answers[at]);
    });
  }

  slide.max = record.days.length - 1;
  fromAddress();
})();
