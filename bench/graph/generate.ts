import { ENVIRONMENTS, type NodeKind } from '../../src/model/kinds.ts';
import { encodeNames } from '../../src/graph/snapshot/codes.ts';
import { ABSENT, type Tables } from '../../src/graph/snapshot/layout.ts';
import { StringPool } from '../../src/graph/snapshot/pool.ts';
import { CONFIDENCES, EDGE_CODE, NODE_CODE } from '../../src/graph/tables.ts';
import { random } from './random.ts';
import { BLOCKS, LINKS, STAKES } from './shape.ts';

export interface Plan {
  readonly nodes: number;
  readonly edges: number;
  readonly jewels: number;
  /** Jewels that only one edge leads to. */
  readonly planted: number;
  readonly seed: number;
}

/** What a child must find again: ids of the planted edges. */
export interface Planted {
  readonly planted: readonly string[];
}

interface Block {
  readonly first: number;
  readonly size: number;
}

/** Nodes of one planted vault: its entrance, three on the way, the jewel. */
const VAULT = 5;
const NODES_PER_REALM = 2000;
const LOCAL = 0.8;

/**
 * A made-up estate, straight into snapshot columns. Eight edges of ten stay in their realm; degrees are heavy-tailed; edges stand in
 * random order, as hashed ids put them. The last secrets are vaults: nothing but one edge leads into each.
 */
export function generate(plan: Plan): Tables {
  const draw = random(plan.seed);
  const blocks = layOut(plan.nodes);
  const realms = Math.max(1, Math.floor(plan.nodes / NODES_PER_REALM));
  const secrets = blockOf(blocks, 'K8sSecret');
  const vaults = secrets.first + secrets.size - plan.planted * VAULT;
  const open = new Map(blocks).set('K8sSecret', { first: secrets.first, size: secrets.size - plan.planted * VAULT });
  const { from, to, ekind, trust } = drawEdges(plan, open, realms, draw);
  const planted = plant(plan, open, vaults, { from, to, ekind, trust }, draw);
  const tier = drawTiers(plan, open, vaults, draw);
  const pool = new StringPool();
  const nodes = nodeColumns(plan, blocks, realms, pool);
  const files = Array.from({ length: Math.ceil(plan.nodes / 20) }, (_, i) =>
    pool.put(`estate/r${i % realms}/file-${i}.yaml`),
  );
  const given = ['not rendered', 'a token Secret exists', 'the image runs as root'].map((text) => pool.put(text));
  const ids = edgeIds(plan.edges, draw);
  const places = plan.nodes + plan.edges;
  const extra: Planted = { planted: planted.map((edge) => hashId(ids, edge)) };
  return {
    ...nodes,
    ...ids,
    names: encodeNames(),
    environ: Uint8Array.from({ length: plan.nodes }, () => Math.floor(draw() * ENVIRONMENTS.length)),
    tier,
    more: moreOf(tier, pool),
    seen: Uint32Array.from({ length: plan.nodes + 1 }, (_, i) => i),
    from,
    to,
    ekind,
    trust,
    given: Uint32Array.from(trust, (code) =>
      code === 0 ? (given[Math.floor(draw() * given.length)] ?? ABSENT) : ABSENT,
    ),
    idText: new Uint32Array(0),
    emore: new Uint32Array(0),
    eseen: Uint32Array.from({ length: plan.edges + 1 }, (_, i) => plan.nodes + i),
    place: new Uint8Array(places),
    where: Uint32Array.from({ length: places }, () => files[Math.floor(draw() * files.length)] ?? 0),
    at: Uint32Array.from({ length: places }, () => 1 + Math.floor(draw() * 900)),
    rest: new TextEncoder().encode(JSON.stringify({ facts: [], sources: [], diagnostics: [], extra })),
    ...pool.tables(),
  };
}

function layOut(nodes: number): Map<NodeKind, Block> {
  const blocks = new Map<NodeKind, Block>();
  let first = 0;
  BLOCKS.forEach(({ kind, share }, place) => {
    const size = place === BLOCKS.length - 1 ? nodes - first : Math.floor(nodes * share);
    blocks.set(kind, { first, size });
    first += size;
  });
  return blocks;
}

function blockOf(blocks: ReadonlyMap<NodeKind, Block>, kind: NodeKind): Block {
  const block = blocks.get(kind);
  if (!block) throw new RangeError(`no block of ${kind}`);
  return block;
}

type EdgeColumns = Pick<Tables, 'from' | 'to' | 'ekind' | 'trust'>;

function drawEdges(plan: Plan, blocks: ReadonlyMap<NodeKind, Block>, realms: number, draw: () => number): EdgeColumns {
  const columns = {
    from: new Uint32Array(plan.edges),
    to: new Uint32Array(plan.edges),
    ekind: new Uint8Array(plan.edges),
    trust: new Uint8Array(plan.edges),
  };
  const links = LINKS.map(({ kind, from, to }) => ({
    code: EDGE_CODE.get(kind) ?? 0,
    from: blockOf(blocks, from),
    to: blockOf(blocks, to),
  }));
  // A hundred slots stand for the shares: one look-up per edge.
  const slots = LINKS.flatMap(({ share }, place) => Array.from({ length: Math.round(share * 100) }, () => place));
  for (let edge = 0; edge < plan.edges; edge++) {
    const link = links[slots[Math.floor(draw() * slots.length)] ?? 0];
    if (!link) continue;
    const realm = draw() < LOCAL ? Math.floor(draw() * realms) : -1;
    columns.from[edge] = pick(link.from, realm, realms, draw() ** 2.5);
    columns.to[edge] = pick(link.to, realm, realms, draw() ** 1.5);
    columns.ekind[edge] = link.code;
    const trust = draw();
    columns.trust[edge] = trust < 0.2 ? 0 : trust < 0.7 ? 1 : 2;
  }
  return columns;
}

/** A node of the block, of one realm or (-1) of any; `skewed` in [0, 1) leans to the first, so that some have hundreds of edges. */
function pick(block: Block, realm: number, realms: number, skewed: number): number {
  if (realm < 0) return block.first + Math.floor(skewed * block.size);
  const start = Math.floor((realm * block.size) / realms);
  const end = Math.max(start + 1, Math.floor(((realm + 1) * block.size) / realms));
  return block.first + Math.min(block.size - 1, start + Math.floor(skewed * (end - start)));
}

/** Writes the edges of each vault over drawn ones; returns the one edge into each. */
function plant(
  plan: Plan,
  blocks: ReadonlyMap<NodeKind, Block>,
  vaults: number,
  columns: EdgeColumns,
  draw: () => number,
): readonly number[] {
  const accounts = blockOf(blocks, 'K8sServiceAccount');
  const used = new Set<number>();
  const put = (from: number, to: number): number => {
    let edge = Math.floor(draw() * plan.edges);
    while (used.has(edge)) edge = (edge + 1) % plan.edges;
    used.add(edge);
    columns.from[edge] = from;
    columns.to[edge] = to;
    columns.ekind[edge] = EDGE_CODE.get('READ_SECRET') ?? 0;
    columns.trust[edge] = CONFIDENCES.indexOf('proved');
    return edge;
  };
  return Array.from({ length: plan.planted }, (_, place) => {
    const entrance = vaults + place * VAULT;
    const jewel = entrance + VAULT - 1;
    for (let between = entrance + 1; between < jewel; between++) {
      put(entrance, between);
      put(between, jewel);
    }
    return put(accounts.first + Math.floor(draw() * accounts.size), entrance);
  });
}

function drawTiers(plan: Plan, blocks: ReadonlyMap<NodeKind, Block>, vaults: number, draw: () => number): Uint8Array {
  const tiers = new Uint8Array(plan.nodes);
  for (let place = 0; place < plan.planted; place++) tiers[vaults + place * VAULT + VAULT - 1] = 8;
  for (let made = plan.planted; made < plan.jewels;) {
    const stake = STAKES[made % STAKES.length];
    if (!stake) break;
    const block = blockOf(blocks, stake.kind);
    const node = block.first + Math.floor(draw() * block.size);
    if (tiers[node] !== 0) continue;
    tiers[node] = stake.tier;
    made++;
  }
  return tiers;
}

function moreOf(tiers: Uint8Array, pool: StringPool): Uint32Array {
  const jewel = (tier: number): string =>
    JSON.stringify({ jewel: { tier, name: 'drawn', confidence: 'possible', reason: 'made up' } });
  return Uint32Array.from(tiers, (tier) => (tier === 0 ? ABSENT : pool.put(jewel(tier))));
}

function nodeColumns(
  plan: Plan,
  blocks: ReadonlyMap<NodeKind, Block>,
  realms: number,
  pool: StringPool,
): Pick<Tables, 'id' | 'name' | 'realm' | 'space' | 'kind' | 'entry' | 'implied'> {
  const [id, name, realm, space] = [0, 1, 2, 3].map(() => new Uint32Array(plan.nodes)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const kind = new Uint8Array(plan.nodes);
  const entry = new Uint8Array(plan.nodes);
  for (const { prefix, kind: of } of BLOCKS) {
    const { first, size } = blockOf(blocks, of);
    for (let i = 0; i < size; i++) {
      const node = first + i;
      const realmName = `r${String(Math.floor((i * realms) / size)).padStart(5, '0')}`;
      const spaceName = `team-${String(Math.floor((i * realms * 8) / size) % 8)}`;
      const own = `${prefix.slice(prefix.indexOf(':') + 1).toLowerCase()}-${String(i).padStart(7, '0')}`;
      id[node] = pool.put(`${prefix}:${realmName}/${spaceName}/${own}`);
      name[node] = pool.put(own);
      realm[node] = pool.put(realmName);
      space[node] = pool.put(spaceName);
      kind[node] = NODE_CODE.get(of) ?? 0;
      // One workload of a hundred faces the internet.
      if (of === 'Workload' && i % 100 === 0) entry[node] = 1;
    }
  }
  return { id, name, realm, space, kind, entry, implied: new Uint8Array(plan.nodes) };
}

function edgeIds(edges: number, draw: () => number): Pick<Tables, 'idHigh' | 'idLow'> {
  return {
    idHigh: Uint32Array.from({ length: edges }, (_, edge) => Math.floor((edge / edges) * 2 ** 32)),
    idLow: Uint32Array.from({ length: edges }, () => Math.floor(draw() * 2 ** 32)),
  };
}

function hashId({ idHigh, idLow }: Pick<Tables, 'idHigh' | 'idLow'>, edge: number): string {
  const hex = (word = 0): string => word.toString(16).padStart(8, '0');
  return `e:${hex(idHigh[edge])}${hex(idLow[edge])}`;
}
