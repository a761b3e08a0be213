import { Type } from '@sinclair/typebox';
import { Uuid } from '../shapes.ts';
import { Resource } from './shapes.ts';

/** What rows of SCIM have in common: an administrator's token that is made for provisioning. */
export const silent = { tag: 'scim', roles: ['administrator'], scope: 'provision', scim: true } as const;
/** Those that answer with a resource. */
export const row = { ...silent, answer: Resource } as const;
export const ById = Type.Object({ id: Uuid });
