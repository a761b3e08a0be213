import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';

/** Made of parts so that no secret scanner mistakes this file for a leak. */
const AWS = ['AKIA', 'QWERTYUIOPASDF23'].join('');
const HF = ['hf', 'AbCdEfGhIjKlMnOpQrStUvWxYz012345'].join('_');
const b64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (payload: unknown): string =>
  `${b64url({ alg: 'RS256', typ: 'JWT' })}.${b64url(payload)}.${'s1gnature'.repeat(4)}`;

const FOUND: readonly (readonly [string, string, string, string])[] = [
  ['an AWS key id by its shape', 'anything', AWS, 'aws-access-key'],
  ['an AWS secret key by name and length', 'AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMIK7MDENGbPxRfiCYzQ1vB8n3Lk0p', 'aws-secret-key'],
  ['a Hugging Face token inside an argument', 'args', `--token=${HF} --x`, 'huggingface-token'],
  ['a database password in a URL', 'DATABASE_URL', 'postgresql+psycopg2://ml:Tr0ub4dor@db:5432/ml', 'database-url'],
  ['a database password with an at sign', 'DATABASE_URL', 'postgres://ml:Tr0ub@dor@db:5432/ml', 'database-url'],
  ['a database password with an at sign and a number sign', 'DATABASE_URL', 'postgres://ml:T@r0ub#dor@db:5432/ml', 'database-url'],
  ['a database password with a slash', 'DATABASE_URL', 'postgres://ml:Tr0/ub+dor=@db:5432/ml', 'database-url'],
  ['a database password whose user is a variable', 'DATABASE_URL', 'postgres://$(DB_USER):Tr0ub4dor@db/ml', 'database-url'],
  ['a database password of the default user', 'REDIS_URL', 'redis://default:Tr0ub4dor@cache:6379/0', 'database-url'],
  ['a database password for a socket', 'DATABASE_URL', 'postgres://ml:Tr0ub4dor@/ml?host=/run/pg', 'database-url'],
  ['a password in a JDBC address', 'DB', 'jdbc:postgresql://db:5432/ml?user=ml&password=Tr0ub4dor&ssl=true', 'database-url'],
  ['a password in a DSN of libpq', 'DB', "host=db user=ml password=Tr0ub4dor dbname=ml", 'database-url'],
  ['a password in a connection string of ADO.NET', 'DB', 'Server=db;Database=ml;User Id=ml;Password=Tr0ub4dor;', 'database-url'],
  ['a password in a DSN of Go', 'DSN', 'ml:Tr0ub4dor@tcp(db:3306)/ml', 'database-url'],
  ['basic auth in a URL', 'REPO', 'https://bot:8f2kd93kfk@git.internal/x', 'basic-auth'],
  ['a private key', 'key', `-----BEGIN PRIVATE KEY-----\n${'MIIEvQ9x'.repeat(10)}\n-----END PRIVATE KEY-----`, 'private-key'],
  ['a token of a service account', 'token', jwt({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:a:b' }), 'service-account-token'],
  ['another JWT', 'x', jwt({ iss: 'https://issuer', sub: 'someone' }), 'jwt'],
  ['a password by name', 'DB_PASSWORD', 'S00per', 'password'],
  ['a docker config', '.dockerconfigjson', JSON.stringify({ auths: { 'reg.io': { auth: Buffer.from('u:p4ssw0rd!').toString('base64') } } }), 'docker-config'],
  ['a password in a configuration file', 'config.ini', '[db]\nhost = db\npassword = hunter22\n', 'password'],
  ['a key in JSON', 'localS3', '{\n  "type": "s3",\n  "secret_access_key": "s3admin123"\n}', 'api-key'],
]; // prettier-ignore

const NOT: readonly (readonly [string, string, string])[] = [
  ['a reference to a variable', 'DB_PASSWORD', '$(DB_PASSWORD)'],
  ['a template', 'api_key', '{{ .Values.key }}'],
  ['a symbolic value', 'api_key', '{Values.key}'],
  ['a stand-in', 'HF_TOKEN', '<your token>'],
  ['a stand-in of x', 'AWS_SECRET_ACCESS_KEY', 'xxxxx'],
  ['the key of the AWS documentation', 'AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
  ['a number of tokens', 'max_tokens', '4096'],
  ['a special token of a model', 'pad_token', '<|endoftext|>'],
  ['the name of a Secret', 'secretName', 'hf-token-secret'],
  ['a token that is a name', 'HF_TOKEN', 'hf-token'],
  ['the path of a token', 'TOKEN', '/var/run/secrets/token'],
  ['a switch', 'enable_token', 'true'],
  ['a public key', 'public_key', 'ssh-ed25519 AAAA'],
  ['a URL without a password', 'DATABASE_URL', 'postgres://db:5432/ml'],
  ['a URL whose password is a variable', 'DATABASE_URL', 'postgres://ml:$(PW)@db/ml'],
  ['a port and a path with an at sign', 'URL', 'http://proxy:8080/models@v1/x'],
  ['an at sign in the query of a URL without a password', 'URL', 'postgres://db:5432/ml?application_name=a@b'],
  ['a URL of the documentation', 'DATABASE_URL', 'postgres://<user>:Tr0ub4dor@db/ml'],
  ['a DSN whose password is a variable', 'DB', 'host=db user=ml password=$PGPASSWORD dbname=ml'],
  ['a JDBC address whose password is a variable', 'DB', 'jdbc:mysql://db/ml?password=${PW}'],
  ['flags of a command', 'run', 'mysql --host=db --password=$PW'],
  ['a certificate', 'ca.crt', '-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----'],
  ['code that mentions a token', 'main.py', 'def run(token):\n    token = get_token(user)\n    max_tokens=64'],
]; // prettier-ignore

describe('detect', () => {
  it.each(FOUND)('finds %s', (_, key, value, kind) => {
    expect(detect(key, value).map((one) => one.kind)).toEqual([kind]);
  });

  it.each(NOT)('leaves %s', (_, key, value) => {
    expect(detect(key, value)).toEqual([]);
  });

  it('knows shipped defaults', () => {
    expect(detect('secretkey', 'minio123')[0]?.defaultOf).toContain('MinIO');
    expect(
      detect('DEX_USER_PASSWORD', '$2y$12$4K/VkmDd1q1Orb3xAt82zu8gk7Ad6ReFR4LCP9UeYE90NLiN9Df72')[0]?.defaultOf,
    ).toContain('Dex');
    expect(detect('MYSQL_ROOT_PASSWORD', 'test')[0]?.defaultOf).toContain('Katib');
    expect(detect('password', 'password')[0]?.defaultOf).toBeDefined();
    expect(detect('username', 'admin')).toEqual([]);
  });

  it('tells the line of a value inside a text', () => {
    expect(detect('config', `a: 1\nb: 2\npassword: hunter22\n`)[0]?.line).toBe(2);
    expect(detect('config', `a: 1\nkey: ${AWS}`)[0]?.line).toBe(1);
  });

  it('is total and finds each value once', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary', maxLength: 2000 }), (key, value) => {
        const values = detect(key, value).map((one) => one.value);
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });

  it('is fast on hostile text', () => {
    const texts = [
      'a:'.repeat(200_000),
      '-----BEGIN PRIVATE KEY-----'.repeat(10_000),
      'x://'.repeat(100_000),
      ' '.repeat(500_000),
      'eyJ'.repeat(150_000),
    ];
    for (const text of texts) expect(detect('password', text).length).toBeLessThanOrEqual(1);
    const connections = [
      'postgres://a:b@c@'.repeat(30_000),
      'postgres://a:b/'.repeat(30_000),
      'Server=x;password=y'.repeat(3_000) + '@tcp(',
      'a'.repeat(60_000) + 'password@tcp(',
    ];
    expect(connections.map((text) => detect('password', text).length)).toEqual([1, 0, 2, 0]);
  });
});
