import { inventory } from './0001-inventory.ts';
import { people } from './0002-people.ts';
import { controlPlane } from './0003-control-plane.ts';
import { sync } from './0004-sync.ts';
import { authority } from './0005-authority.ts';
import { trustDomain } from './0006-trust-domain.ts';
import type { Migration } from './migration.ts';

/** In order, numbered from 1 without a gap. */
export const MIGRATIONS: readonly Migration[] = [inventory, people, controlPlane, sync, authority, trustDomain];
