import { connect } from 'node:net';

/** Asks a server as fast as it answers over some connections for some seconds, and prints what came of it. Costs little itself, and the same for every server. */
const [port = '', kind = '', connections = '', seconds = '', run = '', token = ''] = process.argv.slice(2);
const HEAD = `HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n`;
const path = (name: string): string => `/api/identities/${encodeURIComponent(`k8s:ServiceAccount:prod/bench/${name}`)}`;
/** Identities that are there to be read and changed. */
const THERE = 2000;
const until = performance.now() + Number(seconds) * 1000;
const took: number[] = [];
let failed = 0;
let next = 0;

/** Identities that one connection alone changes. */
const OWN = 8;

/** What one connection asks. It changes its own ones, each over the revision that it saw last. */
function* requests(connection: number): Generator<string, never, string> {
  const seen = new Map<string, string>();
  for (;;) {
    const number = next++;
    if (kind === 'read') {
      yield `GET ${path(`there-${(number * 7919) % THERE}`)} ${HEAD}\r\n`;
      continue;
    }
    const own = path(`there-${connection * OWN + (number % OWN)}`);
    const { revision } = JSON.parse(seen.get(own) ?? (yield `GET ${own} ${HEAD}\r\n`)) as { readonly revision: number };
    const body = JSON.stringify({ purpose: `${run} ${number}` });
    const lines = `if-match: "${revision}"\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    seen.set(own, yield `PATCH ${own} ${HEAD}${lines}${body}`);
  }
}

/** One request after the other. Answers are taken as whole once as many bytes are there as the header says. */
function ask(_: unknown, connection: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.setNoDelay(true);
    const asked = requests(connection);
    let answer = '';
    let sent = '';
    let began = 0;
    let text = '';
    const send = (): void => {
      if (performance.now() >= until) {
        socket.end();
        resolve();
        return;
      }
      text = '';
      began = performance.now();
      sent = asked.next(answer).value;
      socket.write(sent);
    };
    socket.setEncoding('latin1').on('data', (some: string) => {
      text += some;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/iu.exec(text)?.[1] ?? Number.NaN);
      if (!(length >= 0)) reject(new Error(`an answer without a length: ${text.slice(0, 200)}`));
      else if (text.length >= end + 4 + length) {
        // What is read before it is changed does not count.
        if (sent.startsWith(kind === 'read' ? 'GET' : 'PATCH')) took.push(performance.now() - began);
        answer = text.slice(end + 4);
        if (!text.startsWith('HTTP/1.1 200 ')) failed++;
        send();
      }
    });
    socket.on('connect', send).on('error', reject);
  });
}

await Promise.all(Array.from({ length: Number(connections) }, ask));
took.sort((a, b) => a - b);
process.stdout.write(
  JSON.stringify({ perSecond: took.length / Number(seconds), p99: took[Math.floor(took.length * 0.99)] ?? 0, failed }),
);
