import { describe, expect, it } from 'vitest';
import { covers, ownersOf, parseCodeowners } from './codeowners.ts';
import { commandsOf } from './shell.ts';
import { builtImages, chosenCluster, deployOf, executedNotebooks } from './deploy-commands.ts';

describe('CODEOWNERS patterns', () => {
  it.each([
    ['github', '*', 'a/b.ts', true],
    ['github', '*.js', 'a/b.js', true],
    ['github', '/docs/', 'docs/a/b.md', true],
    ['github', '/docs/', 'src/docs/a.md', false],
    ['github', 'docs/*', 'docs/a.md', true],
    ['github', 'docs/*', 'docs/a/b.md', false],
    ['github', 'apps/', 'x/apps/y/z', true],
    ['github', '/apps/github', 'apps/github/a', true],
    ['github', 'a/b', 'x/a/b', false],
    ['gitlab', 'a/b', 'x/a/b', true],
    ['gitlab', '/docs', 'docs/a.md', false],
    ['gitlab', '/docs/**/*.md', 'docs/a/b/c.md', true],
    ['gitlab', '/docs/**/*.md', 'docs/c.md', true],
  ] as const)('as %s: %s and %s: %s', (dialect, pattern, path, expected) => {
    expect(covers(pattern, path, dialect)).toBe(expected);
  });

  it('does not slow down on stars', () => {
    const pattern = Array.from({ length: 60 }, () => '**/*a*').join('/');
    expect(covers(pattern, 'aaaaaaaaaaaaaaaaaaaa/'.repeat(60), 'github')).toBe(false);
  });
});

describe('CODEOWNERS', () => {
  const owners = (text: string, path: string, file = 'CODEOWNERS'): readonly (readonly string[])[] =>
    ownersOf(parseCodeowners(file, text), path).map((one) => one.owners);

  it('takes the last line that matches, and nobody where that line names nobody', () => {
    const text = '*  @all\n/ml/ @org/ml ada@example.com # people\n/ml/open\n';
    expect(owners(text, 'x.py')).toEqual([['@all']]);
    expect(owners(text, 'ml/x.py')).toEqual([['@org/ml', 'ada@example.com']]);
    expect(owners(text, 'ml/open/x.py')).toEqual([]);
  });

  it('reads escaped blanks, sections with defaults and exclusions', () => {
    const text =
      '[Models][2] @ml\n/my\\ models/\n!/my\\ models/old/\n^[Docs] @docs\n*.md\n[models]\n/serve/ @serving\n';
    expect(owners(text, 'my models/a.bin')).toEqual([['@ml']]);
    expect(owners(text, 'my models/old/a.bin')).toEqual([]);
    expect(owners(text, 'serve/README.md')).toEqual([['@serving'], ['@docs']]);
  });

  it('leaves out what is no owner', () => {
    expect(owners('* nobody\n', 'a')).toEqual([]);
  });
});

const first = (text: string): readonly string[] => commandsOf(text)[0]?.words ?? [];

describe('shell commands', () => {
  it.each([
    ['sudo FOO=1 /usr/bin/kubectl apply -f "a b.yaml" # x', [['kubectl', 'apply', '-f', 'a b.yaml']]],
    ['if a; then b && c | d; fi', [['a'], ['b'], ['c'], ['d'], ['fi']]],
    ['export X=$(aws sts get --role "$R")', [['aws', 'sts', 'get', '--role', '$R']]],
    [
      "bash -c 'helm upgrade x .'",
      [
        ['bash', '-c', 'helm upgrade x .'],
        ['helm', 'upgrade', 'x', '.'],
      ],
    ],
    ['cat <<EOF\nterraform apply\nEOF\nls', [['cat'], ['ls']]],
    ['a \\\n  --b', [['a', '--b']]],
    ['echo "unclosed', [['echo', 'unclosed']]],
    ["echo 'unclosed", [['echo', 'unclosed']]],
  ])('%s', (text, expected) => {
    expect(commandsOf(text).map((one) => one.words)).toEqual(expected);
  });

  it('reads 100,000 nested substitutions', () => {
    expect(commandsOf('$('.repeat(100_000)).length).toBeGreaterThan(0);
  });
});

describe('commands that change the world', () => {
  it.each([
    ['kubectl -n prod apply -f x', { what: 'deploy', does: 'kubectl apply', namespace: 'prod' }],
    ['kubectl create clusterrolebinding x --clusterrole=cluster-admin', { what: 'infrastructure' }],
    ['helm --kube-context eu upgrade --install x .', { what: 'deploy', cluster: 'eu' }],
    ['terraform apply -auto-approve', { what: 'infrastructure', on: 'cloud' }],
    ['argocd app sync vllm', { what: 'deploy', on: 'app', name: 'vllm' }],
    ["python -c 'c.transition_model_version_stage(1)'", { what: 'promote', on: 'registry' }],
  ])('%s', (text, expected) => {
    expect(deployOf(first(text))).toMatchObject(expected);
  });

  it.each([
    'kubectl get apply',
    'kubectl apply --dry-run=client',
    'terraform plan',
    'helm template upgrade x',
    'echo kubectl apply',
    'helm lint install',
  ])('not %s', (text) => {
    expect(deployOf(first(text))).toBeUndefined();
  });

  it('knows the cluster, images and notebooks that are named', () => {
    expect(chosenCluster(first('aws eks update-kubeconfig --region r --name ml'))).toBe('ml');
    expect(chosenCluster(first('kubectl config use-context a/b:agent'))).toBe('a/b:agent');
    expect(builtImages(first('docker build -t a:1 --tag b .'))).toEqual(['a:1', 'b']);
    expect(builtImages(first('/kaniko/executor --destination=r/x:1'))).toEqual(['r/x:1']);
    expect(executedNotebooks(first('papermill a.ipynb b.ipynb'))).toEqual(['a.ipynb']);
    expect(executedNotebooks(first('jupyter nbconvert --to html a.ipynb'))).toEqual([]);
  });
});
