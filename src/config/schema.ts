import { Type, type Static } from '@sinclair/typebox';
import { DURATION } from './duration.ts';

const Text = (description: string, maxLength = 1000) => Type.String({ minLength: 1, maxLength, description });
const Path = (description: string) => Text(`${description} Beside the configuration file when it is relative.`, 4096);
const Duration = (description: string) =>
  Type.String({ pattern: DURATION, description: `${description} A number with s, m, h or d.` });
const Name = Type.String({
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  maxLength: 63,
  description: 'Small letters, digits and dashes.',
});
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const KEYS = ['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-4096'] as const;
const closed = { additionalProperties: false } as const;

const Provider = Type.Object(
  {
    name: Name,
    title: Type.Optional(Text('What the button says; the name where it is left out.', 60)),
    issuer: Type.String({ format: 'uri', pattern: '^https?://', maxLength: 1000, description: 'Its issuer identifier.' }),
    clientId: Text('How the provider knows writ.'),
    clientSecretFile: Type.Optional(Path('A file with the client secret; none for a public client.')),
    scopes: Type.Optional(Type.Array(Text('A scope.', 100), { maxItems: 20, description: 'Beside openid.' })),
    enrol: Type.Optional(Type.Boolean({ description: 'Whoever it signs in is enrolled, without any role. False where it is left out.' })),
    domains: Type.Optional(Type.Array(Text('A domain.', 253), { minItems: 1, maxItems: 100, description: 'Only addresses that the provider verified in one of these.' })),
    claims: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.Array(Text('A value.'), { minItems: 1, maxItems: 100 }), { description: 'Only accounts with one of these values of each claim.' }),
    ),
    userNameClaim: Type.Optional(Text('The claim that is the userName of the directory that enrols people: they are known by it at their first sign-in.', 200)),
  },
  { ...closed, description: 'An OpenID provider by which people sign in.' },
); // prettier-ignore

const Source = Type.Object(
  {
    name: Name,
    paths: Type.Array(Path('A file or folder.'), {
      minItems: 1,
      maxItems: 100,
      description: 'Files and folders, read together.',
    }),
    every: Type.Optional(Duration('How often it is read again; only when it is asked for where it is left out.')),
    hookSecretFile: Type.Optional(Path('A file with the secret of its webhook.')),
  },
  { ...closed, description: 'Files that are scanned again and again.' },
);

const WitnessOption = Type.Object(
  {
    url: Type.String({ format: 'uri', pattern: '^https?://', maxLength: 1000, description: 'Where it is asked: the base of /add-checkpoint.' }),
    key: Text('Its public key: what its file witness.pub holds.'),
  },
  { ...closed, description: 'Who cosigns the heads of the log.' },
); // prettier-ignore

const Signing = (life: string) =>
  Type.Optional(
    Type.Object(
      {
        life: Type.Optional(Duration(`How long what it signs lives at most; ${life} where it is left out.`)),
        key: Type.Optional(
          Type.Unsafe<(typeof KEYS)[number]>({ type: 'string', enum: [...KEYS], description: 'Kind of its keys; ec-p256 where it is left out.' }),
        ),
      },
      closed,
    ),
  ); // prettier-ignore

const TrustDomain = Type.Object(
  {
    name: Type.Optional(
      Type.String({ pattern: '^[a-z0-9._-]{1,255}$', description: 'Its name, for good. One is enough for an organisation; writ.internal where it is left out at first boot.' }),
    ),
    authorityLife: Type.Optional(Duration('How long a key signs and is known; 7d where it is left out.')),
    refresh: Type.Optional(Duration('How often whoever holds a copy of the bundle looks again; 5m where it is left out.')),
    x509: Signing('1h'),
    jwt: Signing('5m'),
    wrappingKeyFile: Type.Optional(
      Path('A file with the key that encrypts the keys on the disk: 32 bytes in base64, readable by its owner alone. One in the data folder where it is left out.'),
    ),
  },
  { ...closed, description: 'The SPIFFE trust domain whose identities it issues.' },
); // prettier-ignore

/** What `writ serve` is told by its file; every key can be left out. schemas/config.schema.json is this. */
export const ConfigShape = Type.Object(
  {
    data: Type.Optional(Path('Where store, ledger and keys lie.')),
    listen: Type.Optional(
      Type.String({ pattern: '^(\\[?[^\\]\\s]{1,255}\\]?:)?[0-9]{1,5}$', description: 'HOST:PORT or PORT.' }),
    ),
    publicUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^/\\s?#]+$',
        maxLength: 300,
        description: 'Where people reach it, without a path; HTTPS unless that is this machine itself.',
      }),
    ),
    log: Type.Optional(
      Type.Object(
        {
          level: Type.Optional(
            Type.Unsafe<(typeof LEVELS)[number]>({
              type: 'string',
              enum: [...LEVELS],
              description: 'What the JSON log on stderr holds.',
            }),
          ),
        },
        closed,
      ),
    ),
    database: Type.Optional(
      Type.Object(
        { urlFile: Type.Optional(Path('A file with the address of a PostgreSQL; the embedded store without it.')) },
        closed,
      ),
    ),
    signIn: Type.Optional(
      Type.Object(
        {
          providers: Type.Optional(Type.Array(Provider, { maxItems: 20 })),
          trustedProxies: Type.Optional(
            Type.Array(Text('An address or range.', 100), { maxItems: 100, description: 'Proxies before it: where they say that a request comes from, it comes from.' }),
          ),
          triesPerMinute: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 100_000, description: 'Tries to sign in that one address has in a minute; 60 where it is left out.' }),
          ),
        },
        { ...closed, description: 'Beside passkeys and one-time links, which are always there.' },
      ),
    ),
    sources: Type.Optional(Type.Array(Source, { maxItems: 200 })),
    ledger: Type.Optional(
      Type.Object(
        {
          keep: Type.Optional(Duration('How long entries are kept, at least 184d; for good where it is left out.')),
          witnesses: Type.Optional(Type.Array(WitnessOption, { maxItems: 10 })),
        },
        { ...closed, description: 'The record of what happened.' },
      ),
    ),
    trustDomain: Type.Optional(TrustDomain),
    telemetry: Type.Optional(
      Type.Object(
        {
          endpoint: Type.Optional(
            Type.String({ pattern: '^https?://\\S+$', maxLength: 1000, description: 'OTLP over HTTP: the base of /v1/traces.' }),
          ),
        },
        { ...closed, description: 'OpenTelemetry; nothing is sent without an endpoint.' },
      ),
    ),
  },
  { ...closed, $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'writ:config.schema.json', title: 'writ.yaml: how the control plane runs' },
); // prettier-ignore

export type Config = Static<typeof ConfigShape>;
