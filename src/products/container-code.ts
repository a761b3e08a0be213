import { createHash } from 'node:crypto';
import type { ContainerCode } from '../model/aws-facts.ts';
import type { WorkloadFunction } from '../model/facts.ts';
import { functionsOfCommand, functionsOfImage } from './functions.ts';
import { repositoryOf, splitWords } from './words.ts';

/** A container as a cloud is told to start it. */
export interface StartedContainer {
  readonly image: string;
  /** Entry point and command, in this order. */
  readonly args: readonly string[];
  readonly ports: readonly string[];
}

/** What the containers of one thing do, by their images and commands. Copies have equal fingerprints whatever their versions, names and settings. */
export function codeOf(containers: readonly StartedContainer[]): ContainerCode {
  const functions = new Map<WorkloadFunction, string>();
  const add = (is: WorkloadFunction, because: string): void => {
    if (!functions.has(is)) functions.set(is, because);
  };
  for (const { image, args } of containers) {
    for (const is of functionsOfImage(repositoryOf(image))) add(is, `image ${image}`);
    for (const { is, matched } of functionsOfCommand(splitWords(args))) add(is, `command ${matched}`);
  }
  const seen = containers.map(({ image, args, ports }) => JSON.stringify([repositoryOf(image), args, ports])).sort();
  return {
    images: containers.map(({ image }) => image),
    args: containers.flatMap(({ args }) => args),
    functions: [...functions].map(([is, because]) => ({ is, because })),
    fingerprint: createHash('sha256').update(JSON.stringify(seen)).digest('hex'),
  };
}
