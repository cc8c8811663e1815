/* Filters and search over the chronology of the archive. Everything comes from files beside this one, read as scripts
   when they are needed: a page that was opened from a disk may read no other way. */
const form = document.querySelector(".filter");
const found = document.querySelector(".found");
const months = document.querySelector(".months");
const more = document.querySelector(".more");
const count = document.querySelector(".filter-count");
const FIELDS = ["actor", "place", "category", "status"];
const STEP = 100;
const years = new Map();
const words = new Map();
const reading = new Map();

// What the files call.
globalThis.briefgen = {
  events: (year, events, letters) => years.set(year, { events, letters }),
  words: (name, index) => words.set(name, index),
};

function read(name) {
  if (!reading.has(name)) {
    reading.set(name, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = done;
      script.onerror = () => failed(new Error(name));
      script.src = `${name}.js`;
      document.head.append(script);
    }));
  }
  return reading.get(name);
}

// Without case, and without the signs above and below letters: as the index was made.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const asked = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];
const fits = (each, word) => (/^\p{N}+$/u.test(word) ? each === word : each.startsWith(word));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const shown = (value) => value.toLocaleString(document.documentElement.lang, { numberingSystem: "latn" });

// The events of a year that have a word beginning so, by their numbers; a number is meant whole.
async function having(year, word) {
  const first = String.fromCodePoint(word.codePointAt(0));
  if (![...years.get(year).letters].includes(first)) return new Set();
  const name = `words-${year}-${first.codePointAt(0).toString(16)}`;
  await read(name);
  return new Set(Object.entries(words.get(name)).flatMap(([each, at]) => (fits(each, word) ? at : [])));
}

async function matching(year, values) {
  await read(`events-${year}`);
  const sets = await Promise.all(asked(values.text).map((word) => having(year, word)));
  return years.get(year).events.filter((event, at) => sets.every((set) => set.has(at))
    && FIELDS.every((name, field) => !values[name] || [event[4 + field]].flat().includes(values[name])));
}

function named(name, key) {
  const option = [...form.elements[name].options].find((each) => each.value === key);
  return option ? option.dataset.words : "";
}

function item([sheet, id, date, title, actors, place, category, status]) {
  const made = document.createElement("li");
  const when = Object.assign(document.createElement("span"), { className: "line-date", textContent: date });
  const what = Object.assign(document.createElement("span"), { className: "line-words" });
  const link = Object.assign(document.createElement("a"), { textContent: title, href: `${sheet}#event-${id}` });
  const rest = [named("status", status), named("place", place), ...actors.map((each) => named("actor", each)),
    named("category", category)].filter(Boolean).join(" · ");
  what.append(link, " ", Object.assign(document.createElement("span"), { className: "unit", textContent: rest }));
  made.append(when, " ", what);
  return made;
}

let left = [];
function show() {
  found.querySelector("ul").append(...left.splice(0, STEP).map(item));
  more.hidden = !left.length;
}

let turn = 0;
async function filter() {
  const own = ++turn;
  form.ariaBusy = "true";
  const values = Object.fromEntries(new FormData(form));
  const filtering = FIELDS.some((name) => values[name]) || asked(values.text).length > 0
    || values.text.trim() !== "";
  const kept = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  if (filtering || location.hash.includes("=")) history.replaceState(null, "", `#${kept}`);
  months.hidden = filtering;
  found.hidden = !filtering;
  if (!filtering) {
    count.textContent = "";
    form.ariaBusy = "false";
    return;
  }
  count.textContent = count.dataset.reading;
  try {
    const names = form.dataset.years.split(" ");
    const each = await Promise.all(names.map((year) => matching(year, values)));
    if (own !== turn) return;
    // A text without a letter or digit is in no event's words.
    left = values.text.trim() && !asked(values.text).length ? [] : each.flat();
    const all = names.reduce((sum, year) => sum + years.get(year).events.length, 0);
    count.textContent = filled(count.dataset.words, { shown: shown(left.length), all: shown(all) });
    found.querySelector("ul").replaceChildren();
    show();
    form.ariaBusy = "false";
  } catch (error) {
    if (own !== turn) return;
    count.textContent = filled(count.dataset.missing, { name: `${error.message}.js` });
    form.ariaBusy = "false";
  }
}

// What the address asks for; one that leads to a place on the page asks for nothing.
function recall() {
  if (location.hash.length > 1 && !location.hash.includes("=")) return;
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const name of ["text", ...FIELDS]) form.elements[name].value = kept.get(name) || "";
  filter();
}

if (form) {
  form.hidden = false;
  for (const name of FIELDS) form.elements[name].parentElement.hidden = form.elements[name].options.length < 3;
  let timer = 0;
  form.addEventListener("input", () => {
    form.ariaBusy = "true";
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", show);
  addEventListener("hashchange", recall);
  recall();
}
