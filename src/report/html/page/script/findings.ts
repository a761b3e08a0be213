/** Search and filters over all findings; rows and what opens below them are made when they come into view. */
export const FINDINGS = String.raw`
const BATCH = 60;
const list = byId('finding-list');
const moreFindings = byId('more-findings');
const find = byId('find');
const ownerless = byId('ownerless');
const checks = [...document.querySelectorAll('input[name="severity"]')];
let wanted = island.findings.map((_, at) => at);
let made = list.children.length;

function findingElement(at) {
  const row = unpackFinding(island, at);
  const element = h('details', { class: 'finding', id: anchorId(row.id) }, findingHead(h, row, about));
  element.addEventListener('toggle', () => element.append(findingBody(h, row, about)), { once: true });
  return element;
}
function showMore() {
  const next = wanted.slice(made, made + BATCH);
  list.append(...next.map(findingElement));
  made += next.length;
  moreFindings.hidden = made >= wanted.length;
  moreFindings.textContent = 'Show more (' + (wanted.length - made).toLocaleString('en-US') + ' left)';
}
function searchText(at) {
  const row = unpackFinding(island, at);
  return [row.title, row.owner, row.identity.name, row.rule, row.id, row.detail].join('\n').toLowerCase();
}
let texts;
function filterFindings() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const severities = new Set(checks.filter((one) => one.checked).map((one) => one.value));
  if (words.length > 0) texts ??= island.findings.map((_, at) => searchText(at));
  wanted = island.findings.flatMap(([one], at) =>
    severities.has(about.severities[one[2]][0]) &&
    (!ownerless.checked || island.texts[one[6]] === '') &&
    words.every((word) => texts[at].includes(word))
      ? [at]
      : [],
  );
  list.replaceChildren();
  made = 0;
  showMore();
  const all = island.findings.length;
  byId('findings-shown').textContent =
    wanted.length === all ? many(all, 'finding', 'findings') : wanted.length.toLocaleString('en-US') + ' of ' + many(all, 'finding', 'findings');
}
if (find) {
  find.addEventListener('input', later(filterFindings));
  for (const one of [ownerless, ...checks]) one.addEventListener('change', filterFindings);
  moreFindings.addEventListener('click', () => {
    const first = made;
    showMore();
    list.children[first]?.firstElementChild.focus();
  });
  new IntersectionObserver(([seen]) => seen.isIntersecting && made < wanted.length && showMore(), { rootMargin: '600px' }).observe(moreFindings);
  moreFindings.hidden = made >= wanted.length;
  moreFindings.textContent = 'Show more (' + (wanted.length - made).toLocaleString('en-US') + ' left)';
}

/** A link to a finding opens it; one that is not there yet is searched for by its id. */
function openTarget() {
  const id = location.hash.slice(1);
  if (!id.startsWith('f-')) return;
  if (!byId(id)) {
    const at = island.findings.findIndex(([one]) => anchorId(island.texts[one[0]]) === id);
    if (at < 0) return;
    find.value = island.texts[island.findings[at][0][0]];
    ownerless.checked = false;
    for (const one of checks) one.checked = true;
    filterFindings();
  }
  const target = byId(id);
  if (!target) return;
  target.open = true;
  target.scrollIntoView();
  target.firstElementChild.focus({ preventScroll: true });
}
addEventListener('hashchange', openTarget);
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#f-"]');
  if (link && link.hash === location.hash) openTarget();
});
openTarget();
`;
