import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Role } from '../../../src/governance/roles.ts';

/** What a cell may say, and the status that it stands for. */
export const ANSWERS = { ok: [200, 201, 202, 204], no: [403], hid: [404] } as const;
export type Word = keyof typeof ANSWERS;

export interface Line {
  readonly route: string;
  readonly object: string;
  /** By the column's person. */
  readonly cells: readonly (readonly [person: string, word: Word])[];
}

export interface Request {
  /** By token where nothing else is said. */
  readonly by?: 'session' | 'token';
  /** What the path names, where no object does. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Matrix {
  readonly people: Readonly<Record<string, Role | null>>;
  readonly open: readonly string[];
  readonly pages: readonly string[];
  readonly lines: readonly Line[];
  readonly requests: Readonly<Record<string, Request>>;
}

const isWord = (text: string): text is Word => Object.hasOwn(ANSWERS, text);

export function matrix(): Matrix {
  const text = readFileSync('test/api/matrix.yaml', 'utf8');
  const { matrix: table, ...rest } = parse(text) as Omit<Matrix, 'lines'> & { readonly matrix: string };
  const [head, ...rows] = table.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim().split(/\s+/u)]));
  const columns = (head ?? []).slice(2);
  if (columns.join(' ') !== Object.keys(rest.people).join(' ')) throw new Error('the columns are not the people');
  return { ...rest, lines: rows.map((row) => lineOf(row, columns)) };
}

function lineOf([route = '', object = '', ...words]: readonly string[], columns: readonly string[]): Line {
  if (words.length !== columns.length || !words.every(isWord)) throw new Error(`${route} ${object} is no line`);
  return { route, object, cells: columns.map((person, at) => [person, words[at] ?? 'hid']) };
}
