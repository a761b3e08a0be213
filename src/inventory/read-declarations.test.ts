import { describe, expect, it } from 'vitest';
import { textFile } from '../connectors/testing/read-texts.ts';
import { withKnownRules } from './known-rules.ts';
import { readDeclarations } from './read-declarations.ts';

const identity = (id: string): string => `identities: [{ id: "${id}", owner: o }]\n`;

function read(files: Readonly<Record<string, string>>): ReturnType<typeof readDeclarations> {
  return readDeclarations(Object.entries(files).map(([path, text]) => textFile(path, text)));
}

describe('declaration files', () => {
  it('include others by globs relative to themselves, each once, in no circle, and connectors do not see them', () => {
    const { declarations, rest } = read({
      'a/writ.estate.yaml': `include: ["teams/*.yaml", "../b/more.yaml"]\n${identity('top')}`,
      'a/teams/x.yaml': `include: ["*.yaml", "../writ.estate.yaml"]\n${identity('x')}`,
      'a/teams/y.yaml': identity('y'),
      'b/more.yaml': identity('more'),
      'b/app.yaml': 'kind: Pod',
    });
    expect(declarations.diagnostics).toEqual([]);
    expect(declarations.identities.map(({ id }) => id.pattern)).toEqual(['top', 'x', 'y', 'more']);
    expect(rest.map(({ path }) => path)).toEqual(['b/app.yaml']);
  });

  it('are read where an included file has an unknown key, which is an error with its place and stays with those who may read it', () => {
    const { declarations, rest } = read({
      'writ.estate.yaml': 'include: [teams/*.yaml]\n',
      'teams/a.yaml': `${identity('a')}owners: [ada]\n`,
      'teams/compose.yaml': 'include: [other.yaml]\nservices: { a: { image: a } }\n',
    });
    expect(declarations.identities.map(({ id }) => id.pattern)).toEqual(['a']);
    expect(
      declarations.diagnostics.map(
        ({ message, place }) => `${place.file}:${String(place.line)} ${message.slice(0, 30)}`,
      ),
    ).toEqual(['teams/a.yaml:2 unknown key "owners"; known: r', 'writ.estate.yaml:1 teams/compose.yaml holds more ']);
    expect(rest.map(({ path }) => path)).toEqual(['teams/a.yaml', 'teams/compose.yaml']);
  });

  it('take nothing away from those who read it: what holds more than declarations is not included', () => {
    const role = 'kind: ClusterRole\nmetadata: { name: a }\nrules: [{ verbs: ["*"], resources: ["*"] }]\n';
    const { declarations, rest } = read({
      'writ.estate.yaml': 'include: ["**"]\n',
      'role.yaml': role,
      'two.yaml': `${identity('two')}---\n${role}`,
      'main.tf': 'resource "aws_iam_role" "a" {}\n',
      'more.yaml': identity('more'),
    });
    expect(rest.map(({ path }) => path)).toEqual(['role.yaml', 'two.yaml', 'main.tf']);
    expect(declarations.identities.map(({ id }) => id.pattern)).toEqual(['more']);
    expect(declarations.diagnostics.map(({ code, place }) => `${code} ${place.file}:${place.line ?? ''}`)).toEqual(
      Array<string>(3).fill('bad-declaration writ.estate.yaml:1'),
    );
  });

  it('cannot reach out of what was scanned', () => {
    const { declarations } = read({ 'writ.estate.yaml': 'include:\n  - ../../etc/passwd\n  - /etc/*\n' });
    expect(declarations.diagnostics.map(({ code, place }) => [code, place.line])).toEqual([
      ['missing-reference', 2],
      ['missing-reference', 3],
    ]);
  });

  it('of several folders count together', () => {
    const { declarations } = read({ 'a/writ.estate.yaml': identity('a'), 'b/writ.estate.yaml': identity('b') });
    expect(declarations.identities.map(({ id }) => id.pattern)).toEqual(['a', 'b']);
  });
});

describe('names of rules', () => {
  it('must be known, and a team may not take one of ours', () => {
    const term = 'reason: r, owner: o, expires: 2027-01-01';
    const rule = (name: string, more = ''): string =>
      `  - { name: ${name}, title: t, severity: low, when: agent, fix: f${more} }\n`;
    const text = `rules:\n${rule('no-owner')}${rule('ours')}${rule('ours')}${rule('other', ', frameworks: [NHI99]')}accepted:\n  - { rule: ours, ${term} }\n  - { rule: no-ownr, ${term} }\n`;
    const { rules, accepted, diagnostics } = withKnownRules(read({ 'writ.estate.yaml': text }).declarations);
    expect(rules.map(({ name }) => name)).toEqual(['ours']);
    expect(accepted.map((one) => one.rule)).toEqual(['ours']);
    expect(diagnostics.map(({ place }) => place.line)).toEqual([2, 4, 5, 8]);
  });
});
