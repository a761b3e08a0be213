import { describe, expect, it } from 'vitest';
import { SHIPPED_DEFAULTS, shippedDefault } from './defaults.ts';

describe('shipped defaults', () => {
  it('are told by the product, never by the value: the name goes into titles', () => {
    const values = SHIPPED_DEFAULTS.map(({ value }) => value).filter((value) => /\d/u.test(value));
    for (const { product } of SHIPPED_DEFAULTS)
      for (const value of values) expect(product.includes(value), `${product} quotes a value`).toBe(false);
  });

  it('name Grafana for the key of Grafana only', () => {
    expect(shippedDefault('GF_SECURITY_ADMIN_PASSWORD', 'admin')).toBe('Grafana');
    expect(shippedDefault('ADMIN_PASSWORD', 'admin')).toBe('a value that everybody tries first');
  });
});
