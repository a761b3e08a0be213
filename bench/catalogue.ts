import type { Figure } from './figure.ts';

/** A bench tells its figures as they come. */
export type Bench = () => Iterable<Figure> | AsyncIterable<Figure> | Promise<Iterable<Figure>>;

/** Benches by name; each is loaded only when asked for. */
export const BENCHES: ReadonlyMap<string, () => Promise<Bench>> = new Map<string, () => Promise<Bench>>([
  ['graph', async () => (await import('./graph.ts')).graphFigures],
  ['html', async () => (await import('./html5000.ts')).htmlFigures],
  ['iam', async () => (await import('./iam.ts')).iamFigures],
  ['ledger', async () => (await import('./ledger.ts')).ledgerFigures],
  ['mint', async () => (await import('./mint.ts')).mintFigures],
  ['store', async () => (await import('./store.ts')).storeFigures],
  ['scan', async () => (await import('./scan.ts')).scanFigures],
]);
