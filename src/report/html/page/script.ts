import { anchorId } from '../anchor.ts';
import {
  findingBody,
  findingHead,
  fixBlock,
  nameParts,
  nodeCard,
  pathChain,
  pathHop,
  pathSteps,
  placeList,
} from '../views/finding.ts';
import { identityLine } from '../views/identity.ts';
import { unpackCard, unpackFinding, unpackIdentity, unpackPlace, unpackStep, unpackText } from '../views/unpack.ts';
import { ELEMENTS } from './script/elements.ts';
import { FINDINGS } from './script/findings.ts';
import { IDENTITIES } from './script/identities.ts';
import { MAPS } from './script/maps.ts';
import { READING } from './script/reading.ts';

/** Functions that run here and in the page. A test evaluates their text alone. */
export const SHARED: readonly ((...given: never[]) => unknown)[] = [
  anchorId, unpackText, unpackPlace, unpackCard, unpackStep, unpackFinding, unpackIdentity,
  findingHead, findingBody, pathChain, pathHop, nodeCard, nameParts, pathSteps, placeList, fixBlock, identityLine,
]; // prettier-ignore

/** The one script of the page. It ends no element early: neither its own text nor that of the shared functions has a closing tag. */
export const SCRIPT = `(() => {
'use strict';
${[...SHARED.map(String), ELEMENTS, READING, FINDINGS, IDENTITIES, MAPS].join('\n')}
})();`;
