import { describe, expect, it } from 'vitest';
import { loadTexts } from '../load-texts.ts';

describe('generators of a kustomization', () => {
  it('makes Secrets and ConfigMaps of literals and of the files that its generators name', () => {
    const { objects, diagnostics } = loadTexts({
      'app/kustomization.yaml': [
        'namespace: team',
        'namePrefix: dev-',
        'secretGenerator:',
        '- { name: keys, literals: ["A=1"], envs: [keys.env, gone.env], files: [id=../shared/id.pem] }',
        '- { name: more, behavior: merge, envs: [keys.env] }',
        'configMapGenerator:',
        '- { name: settings, env: settings.env, files: [/etc/passwd, ../../outside] }',
        '',
      ].join('\n'),
      'app/keys.env': '# a comment\n\nUSER=ada\r\nPASSWORD=a=b"c"\nFROM_OUTSIDE\n =x\n',
      'app/settings.env': 'MODE=fast\n',
      'shared/id.pem': 'pem',
    });
    expect(
      objects.map(({ kind, namespace, name, body }) => [kind, namespace, name, body['stringData'] ?? body['data']]),
    ).toEqual([
      ['ConfigMap', 'team', 'dev-settings', { MODE: 'fast' }],
      ['Secret', 'team', 'dev-keys', { A: '1', USER: 'ada', PASSWORD: 'a=b"c"', id: 'pem' }],
      ['Secret', 'team', 'dev-more', { USER: 'ada', PASSWORD: 'a=b"c"' }],
    ]);
    expect(objects.map((one) => one.at(['stringData', 'PASSWORD']))).toEqual([
      { file: 'app/kustomization.yaml', line: 7 },
      { file: 'app/kustomization.yaml', line: 4 },
      { file: 'app/kustomization.yaml', line: 5 },
    ]);
    expect(diagnostics.map(({ code, message, place }) => [code, message, place.line])).toEqual([
      ['not-rendered', 'Secret generator more is not applied', 5],
      [
        'missing-reference',
        '../outside, of which a generator makes an object, does not exist or was not scanned',
        undefined,
      ],
      [
        'missing-reference',
        'app/gone.env, of which a generator makes an object, does not exist or was not scanned',
        undefined,
      ],
    ]);
  });

  it('reads no file a million times because a kustomization names it so often', () => {
    const many = Array.from({ length: 400 }, (_, index) => `- { name: s${index}, files: [big.txt] }`).join('\n');
    const { objects, diagnostics } = loadTexts({
      'kustomization.yaml': `secretGenerator:\n${many}\n- { name: huge, files: [huge.txt] }\n`,
      'big.txt': 'x'.repeat(1024 * 1024),
      'huge.txt': 'x'.repeat(1024 * 1024 + 1),
    });
    expect(objects).toHaveLength(128);
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['too-large', 'big.txt, of which a generator makes an object, is not read: generators name too much'],
      ['too-large', 'huge.txt, of which a generator makes an object, is larger than a Secret or ConfigMap may be'],
    ]);
  });
});
