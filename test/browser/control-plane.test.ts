import { afterAll, beforeAll } from 'vitest';
import { controlPlane } from '../api/control-plane.ts';
import { openChromium } from './chromium.ts';
import { pagesSuite } from './pages-suite.ts';
import { passkeySuite } from './passkey-suite.ts';
import type { UnderTest } from './plane.ts';

let skew = 0;
const under = {
  now: () => new Date(Date.now() + skew),
  wait: (milliseconds: number) => {
    skew += milliseconds;
  },
} as UnderTest;

beforeAll(async () => {
  under.plane = await controlPlane({ now: under.now, signIn: { triesPerMinute: 100_000 } });
  under.browser = await openChromium();
  await under.plane.person('admin', [{ role: 'administrator', environment: '*', team: '*' }]);
});
afterAll(async () => {
  await under.browser.close();
  await under.plane.close();
});

pagesSuite(under);
passkeySuite(under);
