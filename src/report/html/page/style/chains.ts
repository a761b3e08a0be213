/**
 * A path as cards. The label of an edge stands above its line and the edge is as wide as its label and 24 px, so that nothing covers
 * anything; when the row is full the next edge begins a new row with its card, and in a narrow place all stand below one another.
 */
export const CHAINS = `
.chain { display: flex; flex-wrap: wrap; align-items: stretch; row-gap: 0.875rem; }
.hop { display: flex; align-items: stretch; max-width: 100%; }
.card { display: flex; flex-direction: column; justify-content: center; gap: 0.125rem; width: 11.5rem; padding: 0.5rem 0.75rem; background: var(--paper);
  border: 1px solid var(--edge); border-radius: 8px; overflow-wrap: anywhere; }
.card .kind { font-size: 0.75rem; color: var(--soft); display: flex; justify-content: space-between; gap: 0.5rem; }
.card .name { font-weight: 600; font-size: 0.875rem; line-height: 1.35; }
.card .stake { font-size: 0.75rem; font-weight: 600; color: var(--critical); }
.where { font-size: 0.75rem; color: var(--soft); font-weight: 400; }
.card.start { background: var(--low-tint); border-color: var(--low); }
.card.jewel { background: var(--critical-tint); border-color: var(--critical); border-width: 2px; }
.card.jewel .kind, .card.jewel .where { color: var(--ink); }
.card.start .kind, .card.start .where { color: var(--ink); }
.edge { display: flex; flex-direction: column; justify-content: center; min-width: 4.5rem; padding: 0 12px; text-align: center; font-size: 0.75rem; color: var(--soft); }
.edge .by { white-space: nowrap; color: var(--ink); line-height: 1.5; }
.edge .note { min-height: 1.125rem; line-height: 1.5; white-space: nowrap; }
.edge .line { position: relative; display: block; height: 0; margin: 2px -10px; border-top: 2px solid var(--edge); }
.edge .line::after { content: ""; position: absolute; right: -1px; top: -6px; border: 5px solid transparent; border-left: 7px solid var(--edge); border-right: 0; }
.possible .edge .line { border-top-style: dashed; }
.cut .edge .line { border-top-color: var(--ok); border-top-style: dotted; border-top-width: 3px; }
.cut .edge .line::after { border-left-color: var(--ok); }
.cut .note { color: var(--ok); font-weight: 600; }
@container finding (max-width: 32rem) {
  .chain, .hop { flex-direction: column; }
  .chain { row-gap: 0; }
  .chain .card { width: 100%; }
  .edge { position: relative; text-align: left; align-items: flex-start; padding: 0.375rem 0 0.375rem 2.25rem; min-height: 2.75rem; }
  .edge .by { white-space: normal; }
  .edge .note:empty { display: none; }
  .edge .note { min-height: 0; }
  .edge .line { position: absolute; left: 1.125rem; top: 2px; bottom: 4px; height: auto; margin: 0; border-top: 0; border-left: 2px solid var(--edge); }
  .edge .line::after { left: -6px; right: auto; top: auto; bottom: -2px; border: 5px solid transparent; border-top: 7px solid var(--edge); border-bottom: 0; }
  .possible .edge .line { border-left-style: dashed; }
  .cut .edge .line { border-left: 3px dotted var(--ok); }
  .cut .edge .line::after { border-left-color: transparent; border-top-color: var(--ok); }
}`;
