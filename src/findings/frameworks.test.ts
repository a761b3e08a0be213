import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTROLS, FRAMEWORKS } from './frameworks.ts';

/** The checked list of ids and names, where it lies beside the checkout. */
const SOURCE = '../shared/design/frameworks.md';

interface Row {
  readonly section: string;
  readonly id: string;
  readonly name: string;
}

/** Rows of the tables A1 to A9 with their section's source keys. */
function rowsOf(text: string): Row[] {
  let section = '';
  const rows: Row[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## A')) section = line;
    const cells = line.split(' | ').map((cell) => cell.replace(/^\||\|$/gu, '').trim());
    if (section !== '' && line.startsWith('|') && cells.length >= 3) {
      const [id = '', name = ''] = cells.length >= 4 ? cells.slice(1) : cells;
      rows.push({
        section: line.startsWith('| ISO 27001')
          ? '[27K]'
          : line.startsWith('| SOC')
            ? '[SOC]'
            : line.startsWith('| SP 800')
              ? '[853]'
              : section,
        id,
        name,
      });
    }
  }
  return rows;
}

/** `GV.SC-05 / -07` names two ids, `A.5.15-A.5.18` four, `AML.T0034 (.000 ...)` one. */
function holds(cell: string, own: string): boolean {
  const [head = '', ...tails] = cell.split(/ \/ |, /u);
  if (`${head} `.startsWith(`${own} `)) return true;
  return [...tails, ...cell.split(' ')].some((part) => {
    const tail = part.replace(/^-/u, '');
    return (
      part === own ||
      inRange(part, own) ||
      (own.endsWith(tail) && head.startsWith(own.slice(0, -tail.length)) && tail.length < own.length)
    );
  });
}

function inRange(part: string, own: string): boolean {
  const range = /^(A\.\d+\.)(\d+)-A\.\d+\.(\d+)$/u.exec(part);
  const number = /^(A\.\d+\.)(\d+)$/u.exec(own);
  if (!range || !number || range[1] !== number[1]) return false;
  return Number(number[2]) >= Number(range[2]) && Number(number[2]) <= Number(range[3]);
}

describe('the catalogue of controls', () => {
  it('has every id once, with a name and a source', () => {
    const ids = FRAMEWORKS.flatMap(({ prefix, controls }) => controls.map(([own]) => prefix + own));
    expect(new Set(ids).size).toBe(ids.length);
    for (const control of CONTROLS.values())
      expect(control).toMatchObject({
        name: expect.stringMatching(/\S/u) as string,
        source: expect.stringMatching(/\S/u) as string,
      });
  });

  it('reads as the outside contract says', () => {
    for (const id of [
      'NHI5:2025',
      'ASI03',
      'MAESTRO-L4',
      'AI-RMF GOVERN 1.6',
      'CSF-2.0 PR.AA-05',
      'ISO-42001 A.6.2.8',
      'ISO-27001 A.5.18',
    ])
      expect(CONTROLS.has(id), id).toBe(true);
  });

  it('says none where a scan has nothing to say', () => {
    expect([...CONTROLS.values()].some(({ checks }) => checks === 'none')).toBe(true);
  });

  it.runIf(existsSync(SOURCE))('has the ids, names and commits of the checked list', () => {
    const text = readFileSync(SOURCE, 'utf8');
    const rows = rowsOf(text);
    for (const { key, commit, prefix, controls } of FRAMEWORKS) {
      if (commit !== null) expect(text, key).toContain(commit);
      const own = rows.filter(({ section }) => section.includes(`[${key}]`));
      for (const [id, name] of controls) {
        const row = own.find((one) => holds(one.id, id));
        expect(row, `${prefix}${id} is in no row of ${key}`).toBeDefined();
        expect(row?.name, `${prefix}${id}`).toContain(name);
      }
    }
  });
});
