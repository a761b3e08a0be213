import type { Evidence } from '../../model/evidence.ts';
import type { NodeId } from '../../model/id.ts';
import type { Environment } from '../../model/kinds.ts';
import type { Entry } from '../../documents/entry.ts';
import type { Opening } from './scopes/opening.ts';

export type Vendor = 'entra' | 'google' | 'github' | 'slack';

/** An object of an export with what its file says of where it stands. */
export interface Row {
  readonly entry: Entry;
  readonly file: string;
  /** The realm of the file by rule or checkout; the source's own name of the organisation comes before it. */
  readonly realm: string;
  readonly environment: Environment;
}

export interface Grant {
  readonly scope: string;
  readonly opening?: Opening;
  /** For everybody, or for those who consented. */
  readonly reach: 'organisation' | 'people' | 'unknown';
  readonly people: readonly string[];
  readonly handle?: string;
  readonly precondition?: string;
  readonly evidence: Evidence;
}

/** An application of somebody else, or of the organisation itself, with what it was given. */
export interface App {
  readonly id: NodeId;
  readonly vendor: Vendor;
  readonly realm: string;
  readonly name: string;
  readonly environment: Environment;
  /** `unknown`: the export does not say whose it is. */
  readonly thirdParty: boolean | 'unknown';
  /** Disabled or suspended ones can do nothing until somebody lifts it. */
  readonly active: boolean;
  readonly publisher: string | null;
  readonly verified: boolean | 'unknown';
  readonly grants: readonly Grant[];
  readonly lastUsed?: string;
  readonly granted?: string;
  readonly page?: string;
  /** Repositories by address that it may write. */
  readonly repositories?: readonly { readonly address: string; readonly evidence: Evidence }[];
  readonly evidence: readonly Evidence[];
}

/** A secret, certificate or token, known by its dates. */
export interface Key {
  readonly id: NodeId;
  readonly vendor: Vendor;
  readonly realm: string;
  readonly name: string;
  readonly what: string;
  readonly environment: Environment;
  /** The application that it signs in as. */
  readonly opens?: NodeId;
  /** Who holds it, and what it was given: tokens of people. */
  readonly holder?: { readonly id: NodeId; readonly name: string };
  readonly grants: readonly Grant[];
  readonly created?: string;
  /** Absent: the export does not say. */
  readonly expires?: string | null;
  readonly lastUsed?: string;
  /** A literal value, where an export carries one. */
  readonly value?: Entry;
  readonly evidence: Evidence;
}

export interface Told {
  readonly apps: readonly App[];
  readonly keys: readonly Key[];
}
