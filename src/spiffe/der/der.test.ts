import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { BackwardDer } from './backward.ts';
import { DerReader } from './read.ts';
import { TAG } from './tags.ts';
import { bits, oid, positive, sequence, time, tlv } from './write.ts';

const read = (der: Buffer): DerReader => new DerReader(der);
const bytes = fc.uint8Array({ maxLength: 400 }).map((one) => Buffer.from(one));

describe('DER', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, two) => {
        const parts = read(sequence(tlv(TAG.octets, one), bits(two))).sequence();
        expect(parts.next(TAG.octets).content.equals(one)).toBe(true);
        expect(parts.wholeBits().equals(two)).toBe(true);
        parts.end();
      }),
    );
  });

  it('is the same from its end to its start', () => {
    const der = new BackwardDer(16);
    fc.assert(
      fc.property(bytes, fc.stringMatching(/^[a-z]{0,300}$/u), (one, text) => {
        der.begin();
        const behind = der.written;
        der.text(text);
        der.around(TAG.utf8, behind);
        der.put(one);
        der.around(TAG.sequence, 0);
        expect(der.take().equals(sequence(one, tlv(TAG.utf8, Buffer.from(text))))).toBe(true);
      }),
    );
  });

  it('begins anew after something that failed', () => {
    const der = new BackwardDer(64);
    der.text('half');
    der.begin();
    der.put(Buffer.of(5, 0));
    expect(der.take()).toEqual(Buffer.of(5, 0));
  });

  it.each(['1.2.840.10045.4.3.2', '2.5.29.15', '0.9.2342', '2.999.1', '1.3.6.1.4.1.4294967295'])(
    '%s is an identifier',
    (id) => {
      const [first = 0, second = 0] = id.split('.').map(Number);
      // The writer knows identifiers of one first byte.
      if (first * 40 + second < 128) expect(read(oid(id)).oid()).toBe(id);
      else expect(read(Buffer.from('0603883701', 'hex')).oid()).toBe(id);
    },
  );

  it('has times to the second, from 1950 to 9999', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
        (at) => {
          expect(read(time(at)).time()).toBe(Math.floor(at.getTime() / 1000) * 1000);
        },
      ),
    );
  });

  it('has numbers that are not negative', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (value) => {
        const hex = value.toString(16);
        expect(read(positive(Buffer.from(hex.padStart(hex.length + (hex.length & 1), '0'), 'hex'))).small()).toBe(
          value,
        );
      }),
    );
  });

  it.each([
    ['a length without an end', '3080'],
    ['a length of four bytes', '30840000000100'],
    ['a length in one byte too many', '30810100'],
    ['a length with a zero first', '3082000100'],
    ['less than its length', '300500'],
    ['nothing', ''],
    ['a tag of two bytes', '1f0100'],
    ['a tag alone', '30'],
  ])('does not have %s', (_, hex) => {
    expect(() => read(Buffer.from(hex, 'hex')).next()).toThrow(Refusal);
  });

  it.each<[string, string, (reader: DerReader) => unknown]>([
    ['an empty number', '0200', (one) => one.unsigned()],
    ['a number with a zero too many', '02020001', (one) => one.unsigned()],
    ['a negative number', '0201ff', (one) => one.unsigned()],
    ['FALSE', '010100', (one) => one.flag()],
    ['a TRUE of another byte', '010101', (one) => one.flag()],
    ['an empty identifier', '0600', (one) => one.oid()],
    ['an identifier that does not end', '060281', (one) => one.oid()],
    ['an identifier with a zero too many', '06032a8001', (one) => one.oid()],
    ['a huge identifier', `060b2a${'ff'.repeat(9)}7f`, (one) => one.oid()],
    ['half bytes where whole ones are', '03020780', (one) => one.wholeBits()],
    ['flags that end with zero', '03020600', (one) => one.namedBits()],
    ['flags with rubbish in unused bits', '03020781', (one) => one.namedBits()],
    ['flags of nine unused bits', '03020980', (one) => one.namedBits()],
    ['flags without a head', '0300', (one) => one.namedBits()],
  ])('does not have %s', (_, hex, take) => {
    expect(() => take(read(Buffer.from(hex, 'hex')))).toThrow(Refusal);
  });

  it('never fails but by a refusal, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (one) => {
        const takes: readonly ((reader: DerReader) => unknown)[] = [
          (reader) => reader.sequence(),
          (reader) => reader.unsigned(),
          (reader) => reader.oid(),
          (reader) => reader.namedBits(),
          (reader) => reader.time(),
        ];
        for (const take of takes)
          try {
            take(read(Buffer.from(one)));
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
      }),
    );
  });
});
