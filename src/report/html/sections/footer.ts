import { Markup } from '../markup.ts';

const h = Markup.make;

export function footerSection(version: string): Markup {
  return h(
    'footer',
    null,
    h(
      'p',
      null,
      `Made by writ ${version}. This file is complete: it loads nothing, sends nothing, and its own rules forbid it to.`,
    ),
    h(
      'p',
      null,
      'The scan ran where the files are; nothing of them was sent anywhere. Secrets are not in this file. Names and paths of the estate are: pass it on accordingly.',
    ),
  );
}
