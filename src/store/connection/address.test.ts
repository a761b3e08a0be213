import { describe, expect, it } from 'vitest';
import { addressOf } from './address.ts';

describe('DATABASE_URL', () => {
  it.each([
    [
      'postgres://u:p%40ss@db.example.com/writ',
      { host: 'db.example.com', port: 5432, user: 'u', password: 'p@ss', database: 'writ' },
    ],
    ['postgresql://u@[::1]:6000/writ', { host: '::1', port: 6000, ssl: false }],
    ['postgres://u@localhost/writ?host=/run/postgresql', { host: '/run/postgresql', ssl: false }],
    ['postgres://u@db.example.com/writ?sslmode=disable', { ssl: false }],
    ['postgres://u@localhost/writ?sslmode=verify-full', { ssl: { rejectUnauthorized: true, servername: 'localhost' } }],
    ['postgres://u@db.example.com/writ?sslmode=require', { ssl: { rejectUnauthorized: false } }],
  ])('%s is understood', (url, address) => {
    expect(addressOf(url)).toMatchObject(address);
  });

  it('over a network is checked TLS unless something less is asked for', () => {
    for (const host of ['db.example.com', '10.0.0.7', '[fd00::7]', 'localhost.example.com'])
      expect(addressOf(`postgres://u@${host}/writ`).ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it.each([
    'hush',
    'http://u:hush@h/d',
    'postgres://:hush@h/d',
    'postgres://u:hush@h',
    'postgres://u:hush@h/d/e',
    'postgres://u:hush@h:0/d',
    'postgres://u:hush@h/d?sslmode=prefer',
    'postgres://u:hush@h/d?options=-c',
    'postgres://u:hush@h/d?sslrootcert=/nonexistent',
    'postgres://u:hush%@h/d',
  ])('%s is refused, and no part that may be secret is told', (url) => {
    expect(() => addressOf(url)).toThrow(/^(?!.*hush).*DATABASE_URL/u);
  });
});
