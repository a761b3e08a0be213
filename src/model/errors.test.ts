import { describe, expect, it } from 'vitest';
import { ERRORS, WritError, visible, type ErrorCode } from './errors.ts';

describe('the error catalogue', () => {
  it.each(Object.entries(ERRORS))(
    '%s is documented: a sentence, a hint and an exit code of the contract',
    (code, entry) => {
      expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(entry.sentence).toMatch(/^[A-Z{].*\.$/);
      expect(entry.sentence.split('{}')).toHaveLength(2);
      expect(entry.hint).toMatch(/^[A-Z].*\.$/);
      expect([1, 2, 3, 4, 5, 130]).toContain(entry.exit);
    },
  );

  it('makes an error of a code', () => {
    const error = new WritError('no-such-path', 'a\u001b[31m/$&');
    expect(error).toMatchObject({
      code: 'no-such-path' satisfies ErrorCode,
      exit: 2,
      hint: ERRORS['no-such-path'].hint,
    });
    expect(error.message).toBe('There is no file or folder a\\u001b[31m/$&.');
  });

  it('shows what a terminal would obey', () => {
    expect(visible('a\r\n\u202eb é')).toBe('a\\u000d\\u000a\\u202eb é');
  });
});
