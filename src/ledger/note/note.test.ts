import { describe, expect, it } from 'vitest';
import { COSIGNATURE, ED25519, parseVerifier, printVerifier, signerOf } from './keys.ts';
import { cosign, parseNote, printNote, signNote, verified } from './note.ts';
import { parseTreeHead, printTreeHead } from './tree-head.ts';

/** The example of the documentation of golang.org/x/mod/sumdb/note. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const NOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

const HEAD = { origin: 'example.com/log', size: 70_000, root: Buffer.alloc(32, 7) };

describe('signed notes', () => {
  it('of others are verified, and ours are theirs byte for byte', () => {
    const key = parseVerifier(VKEY);
    const note = parseNote(Buffer.from(NOTE));
    expect(note && key && verified(note, [key])).toHaveLength(1);
    const signer = signerOf('PeterNeumann', ED25519, SEED);
    expect(printVerifier(signer.verifier)).toBe(VKEY);
    expect(printNote(signNote(note?.text ?? '', [signer]))).toBe(NOTE);
  });

  it('with a changed text or signature of a known key are worth nothing; signatures of others are ignored', () => {
    const key = parseVerifier(VKEY);
    const known = key ? [key] : [];
    const changed = parseNote(Buffer.from(NOTE.replace('cryptography', 'cryptographY')));
    expect(changed && verified(changed, known)).toBeUndefined();
    const broken = parseNote(Buffer.from(NOTE.replace('x08go/ZJ', 'x08go/ZK')));
    expect(broken && verified(broken, known)).toBeUndefined();
    const other = signNote('text\n', [signerOf('somebody', ED25519, Buffer.alloc(32, 1))]);
    expect(verified(other, known)).toEqual([]);
  });

  it.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['a control character', NOTE.replace('think', 'th\u0007ink')],
    ['no newline at the end', NOTE.slice(0, -1)],
    ['base64 that ends in other bits', NOTE.replace('JnAM=', 'JnAN=')],
  ])('are none with %s', (_, text) => {
    expect(parseNote(Buffer.from(text))).toBeUndefined();
  });

  it('are none when they are not UTF-8', () => {
    expect(parseNote(Buffer.concat([Buffer.of(0xff), Buffer.from(NOTE)]))).toBeUndefined();
  });

  it('are cosigned with a time that is signed too', () => {
    const log = signerOf(HEAD.origin, ED25519, Buffer.alloc(32, 2));
    const witness = signerOf('witness.example', COSIGNATURE, Buffer.alloc(32, 3));
    const text = printTreeHead(HEAD);
    const signature = cosign(text, witness, 1_700_000_000);
    const note = { text, signatures: [...signNote(text, [log]).signatures, signature] };
    const read = parseNote(Buffer.from(printNote(note)));
    expect(read && verified(read, [log.verifier, witness.verifier])).toEqual([
      { verifier: log.verifier },
      { verifier: witness.verifier, time: 1_700_000_000 },
    ]);
    const later = Buffer.from(signature.bytes);
    later[7] = (later[7] ?? 0) + 1;
    expect(verified({ text, signatures: [{ ...signature, bytes: later }] }, [witness.verifier])).toBeUndefined();
  });
});

describe('keys', () => {
  it('whose id is not theirs, or of another kind, are none', () => {
    for (const text of [VKEY.replace('c74f20a3', 'c74f20a4'), VKEY.replace('+AR', '+CR'), 'x', `${VKEY}=`])
      expect(parseVerifier(text)).toBeUndefined();
  });
});

describe('tree heads', () => {
  it('are read back, with lines after the third or without', () => {
    expect(parseTreeHead(printTreeHead(HEAD))).toEqual(HEAD);
    expect(parseTreeHead(`${printTreeHead(HEAD)}more\n`)).toEqual(HEAD);
  });

  it.each(['07\n', '-1\n', '9007199254740993\n', '1e3\n'])('of size %j are none', (size) => {
    expect(parseTreeHead(printTreeHead(HEAD).replace('70000\n', size))).toBeUndefined();
  });
});
