/** The table of identities: search, filters, order by a column, pages of 100. */
export const IDENTITIES = String.raw`
const PAGE = 100;
const lines = byId('identity-list');
if (lines) {
  const people = island.identities.map((_, at) => unpackIdentity(island, at));
  const heads = [...document.querySelectorAll('th[data-sort]')];
  const pager = byId('identity-pager');
  const values = {
    name: (row) => row.card.name,
    kind: (row) => row.card.kind,
    environment: (row) => row.environment,
    owner: (row) => row.owner,
    jewels: (row) => -row.jewels,
    findings: (row) => -row.findings,
  };
  let order = { by: 'jewels', turn: 1 };
  let shown = people;
  let start = 0;

  const inWords = (row) => [row.card.name, row.card.kind, row.owner, row.environment, row.place].join('\n').toLowerCase();
  function showPage() {
    lines.replaceChildren(...shown.slice(start, start + PAGE).map((row) => identityLine(h, row)));
    const last = Math.min(start + PAGE, shown.length);
    byId('identity-page').textContent = shown.length === 0 ? 'none' : start + 1 + ' to ' + last + ' of ' + shown.length.toLocaleString('en-US');
    pager.hidden = shown.length <= PAGE;
    const [back, next] = pager.querySelectorAll('button');
    back.disabled = start === 0;
    next.disabled = last >= shown.length;
  }
  function choosePeople() {
    const words = byId('find-identity').value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = byId('identity-kind').value;
    const environment = byId('identity-environment').value;
    const alone = byId('identity-ownerless').checked;
    const value = values[order.by];
    shown = people.filter(
      (row) =>
        (kind === '' || row.card.kind === kind) &&
        (environment === '' || row.environment === environment) &&
        (!alone || row.owner === '') &&
        (words.length === 0 || words.every((word) => inWords(row).includes(word))),
    );
    shown.sort((a, b) => order.turn * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
    start = 0;
    showPage();
    const all = many(people.length, 'identity', 'identities');
    byId('identities-shown').textContent = shown.length === people.length ? all : shown.length.toLocaleString('en-US') + ' of ' + all;
  }
  for (const head of heads) {
    const button = h('button', { type: 'button', class: 'sort' }, head.textContent);
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const by = head.dataset.sort;
      order = { by, turn: order.by === by ? -order.turn : 1 };
      for (const one of heads) one.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', (order.turn === 1) === (by !== 'jewels' && by !== 'findings') ? 'ascending' : 'descending');
      choosePeople();
    });
  }
  for (const id of ['identity-kind', 'identity-environment', 'identity-ownerless']) byId(id).addEventListener('change', choosePeople);
  byId('find-identity').addEventListener('input', later(choosePeople));
  pager.addEventListener('click', (event) => {
    const turn = Number(event.target.closest('button')?.dataset.page ?? 0);
    if (turn === 0) return;
    start += turn * PAGE;
    showPage();
    lines.closest('table').scrollIntoView();
  });
  showPage();
}
`;
