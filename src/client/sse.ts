import { UnansweredError } from './errors.ts';

/** One message of a stream of server-sent events. */
export interface Message {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
  /** How long to wait before coming back, where the server says it. */
  readonly retryMs: number | undefined;
}

/** Takes text in whatever pieces it comes, and gives the messages that are whole. A comment is a message without data: the stream lives. */
export class SseParser {
  readonly #most: number;
  #rest = '';

  constructor(most: number) {
    this.#most = most;
  }

  take(text: string): readonly Message[] {
    const blocks = (this.#rest + text).split(/\r?\n\r?\n/u);
    this.#rest = blocks.pop() ?? '';
    if (this.#rest.length > this.#most)
      throw new UnansweredError('answer-too-large', `an event has more than ${this.#most} characters`);
    return blocks.map(messageOf);
  }
}

function messageOf(block: string): Message {
  let id: string | undefined;
  let event = 'message';
  let retryMs: number | undefined;
  const data: string[] = [];
  for (const line of block.split(/\r?\n/u)) {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/su.exec(line) ?? [];
    if (name === 'id' && !value.includes('\0')) id = value;
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
    if (name === 'retry' && /^\d{1,6}$/u.test(value)) retryMs = Number(value);
  }
  return { id, event, data: data.join('\n'), retryMs };
}
