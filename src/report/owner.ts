export { ownerOf } from '../graph/owner.ts';
