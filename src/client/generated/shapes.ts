// Made of schemas/openapi.json by `npm run docs`; a test holds it to that.
export interface Account {
  readonly system: 'subject' | 'chat' | 'git' | 'cloud';
  /** Whose: issuer, workspace, host, organisation. */
  readonly realm: string;
  /** Its name there; of a subject its `sub`. */
  readonly name: string;
}

export interface Authority {
  /** The kid of JWT-SVIDs that it signs. */
  readonly id: string;
  readonly usage: 'x509' | 'jwt';
  /** Kind of key. */
  readonly key: string;
  /** prepared: in the bundle, signs nothing yet. active: signs. old: in the bundle for what it signed. */
  readonly state: 'prepared' | 'active' | 'old';
  /** Another one takes its place as soon as every verifier can know it. */
  readonly retiring: boolean;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly since: string;
  /** SHA-256 of the certificate, of the public key for JWT; hex. */
  readonly fingerprint: string;
}

export interface Entry {
  readonly index: number;
  /** Leaf hash, hex. */
  readonly id: string;
  readonly entry: unknown;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  /** Larger after each change; its ETag. */
  readonly revision: number;
}

export interface Identity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly realm: string;
  readonly environment: string | null;
  readonly state: 'proposed' | 'active' | 'under-review' | 'suspended' | 'retired';
  readonly owner: string | null;
  readonly purpose: string | null;
  readonly dataScope: string | null;
  readonly rotationPolicy: string | null;
  /** Fields that git declares, with their file: they are changed there. */
  readonly declared: Readonly<Record<string, { readonly value: unknown; readonly file: string }>>;
  readonly source: string;
  readonly evidence: readonly unknown[];
  readonly seenFirst: string;
  readonly seenLast: string;
  readonly goneSince: string | null;
  readonly usedLast: string | null;
  /** Larger after each change; its ETag. */
  readonly revision: number;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly usedLast: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly userName: string | null;
  readonly email: string | null;
  readonly created: string;
  /** Larger after each change; its ETag. */
  readonly revision: number;
}

export interface Problem {
  readonly type: string;
  readonly code:
    | 'not-found'
    | 'wrong-method'
    | 'bad-request'
    | 'unauthenticated'
    | 'forbidden'
    | 'changed-meanwhile'
    | 'precondition-required'
    | 'conflict'
    | 'key-used-before'
    | 'too-many'
    | 'too-large'
    | 'headers-too-large'
    | 'too-slow'
    | 'not-ready'
    | 'internal';
  readonly title: string;
  readonly status: number;
  readonly hint: string;
  /** Id of the request, as the log of the server has it. */
  readonly instance: string;
  readonly detail?: string;
}

export interface PublicKeyCredentialCreationOptionsJSON {
  readonly challenge: string;
}

export interface Role {
  readonly role:
    | 'administrator'
    | 'owner'
    | 'approver'
    | 'auditor'
    | 'operator'
    | 'serving'
    | 'gpu-provisioning'
    | 'platform-administration'
    | 'host-control'
    | 'deployment'
    | 'approval'
    | 'audit';
  /** `*` is every environment. */
  readonly environment: string;
  /** `*` is every team. */
  readonly team: string;
}

export interface Source {
  readonly name: string;
  readonly kind: string;
  readonly paths: readonly string[];
  readonly everyMinutes: number | null;
  /** scan, serve (the command line) or api. */
  readonly givenBy: string;
  readonly hook: boolean;
  /** A scan was asked for and has not begun. */
  readonly waiting: boolean;
  readonly seenLast: string | null;
  readonly failedLast: string | null;
  readonly failure: string | null;
}

export interface ToDo {
  readonly id: string;
  readonly kind: string;
  readonly says: string;
  readonly identity: string;
  /** The credential, person or source. */
  readonly about: string;
  readonly data: unknown;
  readonly since: string;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ('read' | 'write' | 'administer' | 'provision')[];
  readonly created: string;
  readonly expires: string;
}

export interface TreeHead {
  /** The name of the log. */
  readonly origin: string;
  /** Entries under the signed tree head. */
  readonly size: number;
  /** Root hash, base64. */
  readonly root: string;
  /** Durable, and not yet in the tree. */
  readonly unsealed: number;
}

export interface TrustDomain {
  readonly name: string;
  /** Of its bundle: rises with every change. */
  readonly sequence: number;
  readonly authorities: readonly Authority[];
}
