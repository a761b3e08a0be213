import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from './id.ts';
import { MASK, masked, maskedDeep } from './mask.ts';

/** Made up. */
const GITHUB = 'ghp_Zk9vQ2mXr7LpTbW4nYcJdHsAfGuEoIiR1xKq';
const OPENAI = 'sk-proj-Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4z';
const PASSWORD = 'Vx83kQpl29ZsRtWm';

describe('a text without its credentials', () => {
  it.each([
    [GITHUB, MASK],
    [`the Effect "${GITHUB}" is neither`, `the Effect "${MASK}" is neither`],
    [`https://mcp.example.test/${GITHUB}/sse`, `https://mcp.example.test/${MASK}/sse`],
    [`https:%2F%2Fmcp.example.test%2F${OPENAI}%2Fsse`, `https:%2F%2Fmcp.example.test%2F${MASK}%2Fsse`],
    [`"source": ["import os\\n${GITHUB}"]`, `"source": ["import os\\n${MASK}"]`],
    [`https://ada:${PASSWORD}@host.test/a`, `https://ada:${MASK}@host.test/a`],
    [`https:%2F%2Fada:${PASSWORD}@host.test%2Fa`, `https:%2F%2Fada:${MASK}@host.test%2Fa`],
    [`postgresql+psycopg://app:pw@db:5432/x`, `postgresql+psycopg://app:${MASK}@db:5432/x`],
    [`https://3f2a9b8c7d6e5f4a3b2c1d0e9f8a7b6c@host.test`, `https://${MASK}@host.test`],
    [`wss://host.test/x?api_key=${PASSWORD}&a=1`, `wss://host.test/x?api_key=${MASK}&a=1`],
    [`https://b.test/o?sv=1&sig=aB3%2Fdef4&se=2`, `https://b.test/o?sv=1&sig=${MASK}&se=2`],
    [`https://b.test/o?X-Amz-Signature=abcdef0123`, `https://b.test/o?X-Amz-Signature=${MASK}`],
    [`https://hooks.slack.com/services/T0AAAAAAA/B0AAAAAAA/abcdefghijklmnop`, `https://hooks.slack.com/services/${MASK}`],
    [`Authorization: Bearer ${PASSWORD}`, `Authorization: Bearer ${MASK}`],
    [`run --model a --token ${PASSWORD} --port 1`, `run --model a --token ${MASK} --port 1`],
    [`run --api-key=${PASSWORD}`, `run --api-key=${MASK}`],
    ['DB_PASSWORD=JouAAQimHOSswnfb', `DB_PASSWORD=${MASK}`],
    ['run --Password lyhvJUEHVNSUqqXg', `run --Password ${MASK}`],
    [`DB_PASSWORD=${PASSWORD}`, `DB_PASSWORD=${MASK}`],
    [`{"password":"${PASSWORD}"}`, `{"password":"${MASK}"}`],
    [`"{\\"password\\":\\"${PASSWORD}\\"}"`, `"{\\"password\\":\\"${MASK}\\"}"`],
    [`AccountName=a;AccountKey=${'aB3/'.repeat(21)}==;`, `AccountName=a;AccountKey=${MASK};`],
  ])('%s', (text, shown) => {
    expect(masked(text)).toBe(shown);
    expect(masked(shown)).toBe(shown);
  }); // prettier-ignore

  it.each([
    'k8s:Secret:prod/team-a/registry-token',
    'aws:AccessKey:111122223333/ada/AKIAQ3EGRT5YUIOP7MNB',
    'https://user:${PASSWORD}@host.test/x?api_key={KEY}&token=$TOKEN',
    'https:%2F%2Fhost.test:8443%2Fpath@v1',
    'git+ssh://git@github.com/acme/repo.git@main',
    'ssh://git@github.com:22/acme/repo',
    'registry.example.test:5000/team/image@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'the server accepts Basic authentication and a Bearer token',
    'when ec2:MetadataHttpTokens=required',
    'pass --token-file /var/run/secrets/token and --api-key $API_KEY',
    'task-sk-learn-pipeline-with-a-long-name-of-forty-characters',
    'Authorization: Bearer ${{ secrets.MODEL_TOKEN }}',
    'an identity that reads the secret token of ns1/controller-token',
  ])('stays as it is where it holds none: %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('is masked once, whatever it is', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('://', ':', '@', '%2F%2F', '?token=', '--password ', 'Bearer ', '"password":"', GITHUB, PASSWORD),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = masked(parts.join(' '));
        expect(masked(once)).toBe(once);
        expect(once).not.toContain(GITHUB.slice(4));
      }),
    );
  });

  it('takes time that grows with the text', () => {
    for (const one of ['https://a:', 'x?token=', '--a-', 'Bearer a', 'password="', 'secret', '%2F%2F', 'sk-', 'eyJa.eyJb.', '-----BEGIN PRIVATE KEY-----'])
      expect(masked(one.repeat(1_000_000 / one.length)).length).toBeGreaterThan(0);
  }); // prettier-ignore

  it('is what an id is made of', () => {
    expect(nodeId('k8s', 'Pod', 'prod', 'ml', GITHUB)).toBe(`k8s:Pod:prod/ml/${MASK}`);
    expect(nodeId('net', 'Host', `https://a:${PASSWORD}@b.test/`)).toBe(`net:Host:https:%2F%2Fa:${MASK}@b.test%2F`);
  });

  it('is looked for in every text of a value, which stays itself where there is none', () => {
    const clean = { a: ['b', { c: null }], n: 1 };
    expect(maskedDeep(clean)).toBe(clean);
    expect(maskedDeep({ ...clean, name: GITHUB, list: ['x', [GITHUB]], labels: { [GITHUB]: 'a' } })).toEqual({ ...clean, name: MASK, list: ['x', [MASK]], labels: { [MASK]: 'a' } });
  }); // prettier-ignore
});
