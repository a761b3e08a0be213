/** Lines between the cards of a map, in the gaps between its columns; the cards say the same in words. */
export const MAPS = String.raw`
const SVG = 'http://www.w3.org/2000/svg';
function drawLines(columns) {
  columns.querySelector('svg')?.remove();
  const cards = new Map([...columns.querySelectorAll('[data-key]')].map((card) => [card.dataset.key, card]));
  const box = columns.getBoundingClientRect();
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  for (const [key, card] of cards)
    for (const to of card.dataset.to.split(' ')) {
      const target = cards.get(to);
      if (!target) continue;
      const [a, b] = [card.getBoundingClientRect(), target.getBoundingClientRect()];
      if (b.left < a.right + 8) continue;
      const [x, y, u, v] = [a.right - box.left, a.top + 22 - box.top, b.left - box.left, b.top + 22 - box.top];
      const bend = Math.min(28, (u - x) / 2);
      const line = document.createElementNS(SVG, 'path');
      line.setAttribute('d', 'M' + x + ' ' + y + ' C' + (x + bend) + ' ' + y + ' ' + (u - bend) + ' ' + v + ' ' + u + ' ' + v);
      if (u - x > 60) line.classList.add('far');
      line.dataset.from = key;
      line.dataset.to = to;
      svg.append(line);
    }
  columns.prepend(svg);
}
function light(columns, card) {
  const key = card?.dataset.key;
  for (const line of columns.querySelectorAll('path')) line.classList.toggle('on', key !== undefined && (line.dataset.from === key || line.dataset.to === key));
}
for (const columns of document.querySelectorAll('.columns')) {
  const draw = () => columns.offsetParent && drawLines(columns);
  new ResizeObserver(draw).observe(columns);
  columns.addEventListener('pointerover', (event) => light(columns, event.target.closest('[data-key]')));
  columns.addEventListener('pointerleave', () => light(columns));
}
`;
