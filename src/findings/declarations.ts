import type { Declared } from '../model/estate.ts';

/** The annotation that declares each field of an identity, where the source has annotations. */
export const DECLARED_BY: Readonly<Record<keyof Declared, string>> = {
  owner: 'writ.dev/owner',
  purpose: 'writ.dev/purpose',
  dataScope: 'writ.dev/data-scope',
  rotation: 'writ.dev/rotation',
  stage: 'writ.dev/stage',
  sensitivity: 'writ.dev/sensitivity',
  vendor: 'writ.dev/vendor',
};
