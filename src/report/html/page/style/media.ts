/** Narrow windows, phones and 200 % zoom; paper; people whom motion disturbs. */
export const NARROW = `
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media (max-width: 68rem) {
  .tiles { grid-template-columns: repeat(12, minmax(0, 1fr)); }
  .tile { grid-column: span 3; }
  .tile.plain { grid-column: span 4; }
  .finding > summary { grid-template-columns: 1rem 2.25rem auto minmax(0, 1fr); }
  .finding .title { grid-column: 2 / -1; grid-row: 2; }
  .finding .aside { justify-self: end; min-width: 0; }
  .framework > summary { grid-template-columns: 1rem minmax(0, 1fr); }
  .framework .counts { grid-column: 2; grid-template-columns: repeat(3, auto); justify-content: start; }
  .strip { display: none; }
  .columns { grid-auto-flow: row; gap: 1rem; }
  .columns svg { display: none; }
  .column > ul { grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); }
}
@media (max-width: 56rem) {
  body { grid-template-columns: minmax(0, 1fr); }
  .side { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--rule); padding: 0.75rem 1rem; gap: 0.625rem; }
  .side { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
  .side ul { grid-column: 1 / -1; grid-row: 2; display: flex; flex-wrap: wrap; }
  #theme { margin: 0; }
  .content { padding: 1.25rem 1rem 2rem; }
}
@media (max-width: 40rem) {
  .tile { grid-column: span 6; }
  .tile.plain { grid-column: span 12; display: grid; grid-template-columns: 4rem 1fr; column-gap: 0.75rem; align-items: center; }
  .tile.plain .figure { grid-row: span 2; }
  .finding .aside { grid-column: 1 / -1; grid-row: 3; justify-self: stretch; justify-content: space-between; }
  .finding .owner { text-align: left; max-width: none; }
  .finding > summary { gap: 0.25rem 0.5rem; padding: 0.625rem; }
  .finding .title { grid-column: 1 / -1; }
  .body { padding: 0.25rem 0.75rem 1rem; }
  .shown { margin-left: 0; width: 100%; }
  .framework .counts { grid-template-columns: minmax(0, 1fr); }
  .field, .field input, .field select { width: 100%; }
  table, caption, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border-top: 1px solid var(--rule); padding: 0.5rem 0; }
  th, td { border: 0; padding: 0.125rem 0.75rem; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  .number { white-space: normal; }
}`;

export const PRINT = `
@media print {
  :root { --page: #fff; --raised: #fff; }
  body { display: block; font-size: 9.5pt; }
  .side, .skip, .more, .columns svg { display: none !important; }
  .content { padding: 0; max-width: none; }
  .finding, .first, .card, .tile, tr { break-inside: avoid; }
  .finding[open] { break-inside: auto; }
  .code pre { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
}`;
