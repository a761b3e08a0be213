import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

const bom = (order: 'le' | 'be', text: string): Buffer => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};

describe('decode', () => {
  it.each([
    ['UTF-8', Buffer.from('a: é\r\n😀')],
    ['UTF-8 with a mark', Buffer.from('\ufeffa: é\r\n😀')],
    ['UTF-16 little end first', bom('le', 'a: é\r\n😀')],
    ['UTF-16 big end first', bom('be', 'a: é\r\n😀')],
  ])('reads %s, line ends as they are', (_, bytes) => {
    expect(decode(bytes)).toEqual({ text: 'a: é\r\n😀' });
  });

  it('reads nothing as nothing', () => {
    expect(decode(Buffer.alloc(0))).toEqual({ text: '' });
  });

  it.each([
    ['Latin-1', Buffer.from([0x61, 0xe9, 0x62])],
    ['a cut UTF-8 sequence', Buffer.from([0xf0, 0x9f, 0x98])],
    ['a surrogate in UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['UTF-16 of odd length', Buffer.from([0xff, 0xfe, 0x61])],
    ['half a surrogate pair', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
    ['UTF-16 without a mark', Buffer.from('abc', 'utf16le')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    ['NUL', Buffer.from('a\0b')],
  ])('refuses %s', (_, bytes) => {
    expect(decode(bytes)).toHaveProperty('problem');
  });
});
