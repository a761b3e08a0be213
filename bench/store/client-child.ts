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

function request(): string {
  const number = next++;
  if (kind === 'read') return `GET ${path(`there-${(number * 7919) % THERE}`)} ${HEAD}\r\n`;
  // Half of them are new, half are changed.
  const name = number % 2 === 0 ? `${run}-${number}` : `there-${(number * 7919) % THERE}`;
  const body = JSON.stringify({ name, owner: `team-${number % 50}`, purpose: `${run} ${number}` });
  const lines = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return `PUT ${path(name)} ${HEAD}${lines}${body}`;
}

/** One request after the other. Answers are taken as whole once as many bytes are there as the header says. */
function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.setNoDelay(true);
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
      socket.write(request());
    };
    socket.setEncoding('latin1').on('data', (some: string) => {
      text += some;
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/iu.exec(text)?.[1] ?? Number.NaN);
      if (!(length >= 0)) reject(new Error(`an answer without a length: ${text.slice(0, 200)}`));
      else if (text.length >= end + 4 + length) {
        took.push(performance.now() - began);
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
