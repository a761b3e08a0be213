export { Glob } from '../model/glob.ts';
