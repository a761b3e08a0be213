import type { Problem } from './generated/shapes.ts';

/** The server refused: its problem document (RFC 9457). */
export class ProblemError extends Error {
  /** Stable, and what to branch on. */
  readonly code: Problem['code'];
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  readonly hint: string;
  /** Id of the request, as the log of the server has it. */
  readonly instance: string;

  constructor({ code, status, title, detail, hint, instance }: Problem) {
    super(detail === undefined ? title : `${title} ${detail}`);
    this.name = 'ProblemError';
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.hint = hint;
    this.instance = instance;
  }
}

export type UnansweredCode = 'unreachable' | 'not-writ' | 'answer-too-large';

/** There is no answer of Writ: nobody was reached, something else answered, or the answer is beyond its bound. */
export class UnansweredError extends Error {
  readonly code: UnansweredCode;
  /** Of an answer that is not Writ's, as a proxy gives it. */
  readonly status: number | undefined;

  constructor(
    code: UnansweredCode,
    message: string,
    more: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in more ? { cause: more.cause } : {});
    this.name = 'UnansweredError';
    this.code = code;
    this.status = more.status;
  }
}

const TEXTS = ['code', 'title', 'hint', 'instance'] as const;

/** The problem document of an answer; undefined when it is none. */
export function problemIn(type: string | null, text: string): Problem | undefined {
  if (type?.startsWith('application/problem+json') !== true) return undefined;
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const good = TEXTS.every((name) => typeof value?.[name] === 'string') && typeof value?.['status'] === 'number';
    return good ? (value as unknown as Problem) : undefined;
  } catch {
    return undefined;
  }
}
