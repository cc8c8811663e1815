/* What a reader gains where scripts run: filters over the chronology, a timeline to move through, cards on citations,
   links to copy. It knows what the page holds, and says what stands in parts/controls.html. */
const main = document.getElementById("main");
const words = document.getElementById("controls").content;
const piece = (selector) => words.querySelector(selector).cloneNode(true);
const all = (selector, within = main) => [...within.querySelectorAll(selector)];
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const place = (address) => document.getElementById(decodeURIComponent(address.slice(1)));
const led = (link) => place(link.getAttribute("href"));
const anchor = (record) => record.querySelector("h3, h4, h5, h6").id;
const label = (record) => record.querySelector(".mark b").textContent;

const chronology = main.querySelector("[aria-labelledby=chronology]");
const entries = chronology ? all(".entry", chronology) : [];
const marks = all(".timeline a");
const held = (mark) => (mark.dataset.holds || mark.getAttribute("href").slice(1)).split(" ");

/* Filters. */
const form = piece(".filter");
const fields = ["actor", "place", "category", "status"];
// Without case, and without the signs above and below letters.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const named = (entry, annex) => all(".meta a", entry)
  .filter((link) => led(link).closest(`[aria-labelledby=${annex}]`)).map((link) => link.textContent);
const told = new Map(entries.map((entry) => [entry, {
  actor: named(entry, "actors"),
  place: named(entry, "places"),
  category: [entry.dataset.category],
  status: [entry.querySelector(".mark br")?.nextSibling.textContent.trim()],
  text: plain(entry.textContent),
}]));

function filter() {
  const asked = new FormData(form);
  const text = plain(asked.get("text").trim());
  for (const [entry, facts] of told) {
    entry.hidden = !facts.text.includes(text)
      || fields.some((name) => asked.get(name) && !facts[name].includes(asked.get(name)));
  }
  // From the last to the first: a heading is shown where an entry below it is.
  let day = false;
  let phase = false;
  for (const each of [...chronology.children].reverse()) {
    if (each.matches(".entry:not([hidden])")) day = phase = true;
    if (each.matches(".day, .order")) each.hidden = !day;
    if (each.matches(".phase")) each.hidden = !phase;
    if (each.matches(".day")) day = false;
    if (each.matches(".phase")) phase = false;
  }
  const shown = entries.filter((entry) => !entry.hidden).map(anchor);
  for (const mark of marks) mark.classList.toggle("out", !held(mark).some((id) => shown.includes(id)));
  const count = form.querySelector(".filter-count");
  count.textContent = filled(count.dataset.words, { shown: shown.length, all: entries.length });
}

function offer(name) {
  const counts = new Map();
  for (const facts of told.values()) {
    for (const value of facts[name]) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  }
  const order = new Intl.Collator(document.documentElement.lang);
  const values = [...counts.keys()].sort(order.compare);
  form.elements[name].append(...values.map((value) => new Option(`${value} (${counts.get(value)})`, value)));
  form.elements[name].parentElement.hidden = counts.size < 2;
}

// Who follows a link to what the filter hides is shown all.
function reveal(found) {
  if (!found?.closest("[hidden]") || !chronology?.contains(found)) return;
  form.reset();
  filter();
}

if (entries.length > 1) {
  fields.forEach(offer);
  chronology.querySelector(".phase, .day").before(form);
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    reveal(place(location.hash));
    place(location.hash)?.scrollIntoView();
  });
  filter();
}

/* The timeline: one stop for Tab, its marks by arrow keys. Marks and entries light each other up. */
function lighten(each, ids) {
  const light = (on) => {
    for (const mark of marks) if (held(mark).some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
    for (const id of ids) place(`#${id}`).classList.toggle("lit", on);
  };
  for (const name of ["pointerenter", "focusin"]) each.addEventListener(name, () => light(true));
  for (const name of ["pointerleave", "focusout"]) each.addEventListener(name, () => light(false));
}

const STEPS = { ArrowLeft: ["left", -1], ArrowRight: ["left", 1], ArrowUp: ["top", -1], ArrowDown: ["top", 1] };
function neighbour(from, key, own) {
  const [side, way] = STEPS[key];
  const other = side === "left" ? "top" : "left";
  const start = from.getBoundingClientRect();
  const away = (mark) => {
    const box = mark.getBoundingClientRect();
    const ahead = (box[side] - start[side]) * way;
    return ahead > 0.5 ? ahead + Math.abs(box[other] - start[other]) / 1000 : Infinity;
  };
  const found = own.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
  return away(found) < Infinity ? found : from;
}

// Chromium lets Tab stop at an SVG that listens to the focus, so that what is around it listens.
for (const drawing of all(".laid:has(.timeline a)")) {
  const own = all("a", drawing);
  const stop = (at) => own.forEach((mark) => mark.setAttribute("tabindex", mark === at ? 0 : -1));
  stop(own[0]);
  drawing.querySelector("svg").setAttribute("aria-describedby", "marks-hint");
  drawing.addEventListener("focusin", (event) => stop(event.target));
  drawing.addEventListener("keydown", (event) => {
    if (!STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    neighbour(event.target, event.key, own).focus();
  });
}
if (marks.length) main.append(piece(".hint"));
for (const entry of entries) lighten(entry, [anchor(entry)]);
for (const mark of marks) {
  lighten(mark, held(mark));
  mark.querySelector("title").remove(); // its card says the same
}

/* Cards: what a citation leads to, shown beside it. */
const card = piece(".card");
let owner = null;
let timer = 0;
let touched = false;
main.append(card);

const line = (text) => Object.assign(document.createElement("p"), { textContent: text });
function copied(node, tag = node.localName) {
  const made = document.createElement(tag);
  made.className = node.className;
  made.append(...node.cloneNode(true).childNodes);
  all("[id]", made).forEach((each) => each.removeAttribute("id"));
  all(".copy, .why .trace, .trace:has(.back), .count, br", made).forEach((each) => each.replaceWith(" "));
  return made;
}
function grade(link) {
  const digit = /[A-F]([1-6])/.exec(link.textContent)?.[1];
  const step = all("[aria-labelledby=scales] dd b").find((each) => each.textContent === digit);
  const made = line(step ? ` ${digit}: ${step.nextSibling.textContent.replace(/[;.]\s*$/, ".")}` : "");
  made.prepend(copied(link, "bdi"));
  return made;
}
function content(link) {
  if (link.matches(".timeline a")) {
    const ids = held(link);
    if (ids.length === 1) return [line(link.getAttribute("aria-label"))];
    return ids.map((id) => line(`${label(place(`#${id}`).closest(".entry"))} ${place(`#${id}`).textContent}`));
  }
  const found = led(link);
  const source = found?.closest(".source-list > li");
  if (source) {
    const quote = link.previousElementSibling;
    const first = link.matches(".graded") ? [grade(link)] : [];
    if (quote?.matches(".quote")) first.push(copied(quote, "p"));
    return [...first, ...[...source.children].map((each) => copied(each))];
  }
  const record = found?.closest(".entry, .opinion");
  if (!record) return null;
  const title = record.querySelector(".statement") || found;
  return [record.querySelector(".mark"), title, record.querySelector(".meta")].filter(Boolean)
    .map((each) => copied(each, "div"));
}

function hide() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  card.hidden = true;
}
function show(link) {
  const made = content(link);
  hide();
  if (!made) return;
  owner = link;
  link.removeAttribute("title"); // the browser's own card
  link.setAttribute("aria-describedby", "card");
  card.replaceChildren(...made);
  card.hidden = false;
  const at = link.getClientRects()[0];
  const { clientWidth, dir } = document.documentElement;
  const begin = dir === "rtl" ? at.right - card.offsetWidth : at.left;
  const high = card.offsetHeight + 8;
  const below = at.bottom + high < innerHeight || at.top < high;
  card.style.left = `${Math.max(8, Math.min(begin, clientWidth - card.offsetWidth - 8)) + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 4 : at.top + 4 - high) + scrollY}px`;
}
function later(wait, what) {
  clearTimeout(timer);
  timer = setTimeout(what, wait);
}
const cited = (event) => event.target.closest?.("a.cite, a.graded, a.back, .timeline a");

document.addEventListener("pointerover", (event) => {
  const link = cited(event);
  if (event.pointerType === "touch") return;
  if (card.contains(event.target) || (link && link === owner)) clearTimeout(timer);
  else if (link) later(150, () => show(link));
  else later(300, () => owner !== document.activeElement && hide());
});
document.addEventListener("pointerdown", (event) => {
  touched = event.pointerType === "touch";
  if (!cited(event) && !card.contains(event.target)) hide();
});
document.addEventListener("focusin", (event) => {
  const link = cited(event);
  if (link?.matches(":focus-visible")) show(link);
  else if (!touched && !card.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  // A first touch shows the card, a second one follows the link.
  if (touched && cited(event) && owner !== link) {
    event.preventDefault();
    show(link);
  } else {
    hide();
    reveal(led(link));
  }
});

/* A link to each record, to copy. */
const said = piece(".copied");
main.append(said);
async function taken(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = address;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
for (const record of all(".entry, .opinion")) {
  const button = piece(".copy");
  const usual = button.textContent;
  const name = filled(button.dataset.words, { label: label(record) });
  button.ariaLabel = name;
  button.addEventListener("click", async () => {
    const address = `#${encodeURIComponent(anchor(record))}`;
    const done = await taken(location.href.replace(/#.*/, "") + address);
    if (!done) location.hash = address;
    button.focus();
    button.ariaLabel = null;
    button.textContent = said.textContent = button.dataset[done ? "done" : "failed"];
    setTimeout(() => {
      button.ariaLabel = name;
      button.textContent = usual;
      said.textContent = "";
    }, 2000);
  });
  record.querySelector(".mark").append(" ", button);
}

/* The contents say which section is being read: the last that begins in the upper third of the window,
   and at the end of the page the last. */
const contents = all(".contents a");
const headings = contents.map(led);
let read = null;
let waiting = false;
function follow() {
  waiting = false;
  const ahead = headings.findIndex((each) => each.getBoundingClientRect().top > innerHeight / 3);
  const ended = innerHeight + scrollY > document.documentElement.scrollHeight - 2;
  const link = ahead === 0 ? null : contents.at(ahead < 0 || ended ? -1 : ahead - 1);
  if (link === read) return;
  read?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "location");
  read = link;
}
if (contents.length) {
  for (const name of ["scroll", "resize"]) {
    addEventListener(name, () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    }, { passive: true });
  }
  follow();
}
