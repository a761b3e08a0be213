import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A FAKE of AWS for tests: a few calls of STS, IAM and S3 over real HTTP, in the protocols that their API references describe (Query and REST
 * with XML). Everything else is refused as AccessDenied, as for a caller without the right.
 */
export interface FakeAws {
  readonly url: string;
  /** Calls in the order in which they came: `iam:GetAccountAuthorizationDetails m1`. */
  readonly calls: string[];
  /** From here on this call is taken and never answered; undefined answers again. */
  hang: string | undefined;
  /** The unique id of the user who asks. */
  user: string;
  close(): Promise<void>;
}

const ACCOUNT = '111122223333';
const policy = encodeURIComponent(
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }),
);
const role = (name: string): string => `<member><Path>/</Path><RoleName>${name}</RoleName><RoleId>AROA${name}</RoleId>
  <Arn>arn:aws:iam::${ACCOUNT}:role/${name}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate>
  <AssumeRolePolicyDocument>${policy}</AssumeRolePolicyDocument><InstanceProfileList/><AttachedManagedPolicies/>
  <RolePolicyList><member><PolicyName>data</PolicyName><PolicyDocument>${policy}</PolicyDocument></member></RolePolicyList></member>`;

const answer = (action: string, body: string): string =>
  `<${action}Response><${action}Result>${body}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`;
const failure = (code: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

/** Two pages; the first call is throttled once. */
function details(marker: string | null): string {
  const [name, more] =
    marker === null
      ? ['first', '<IsTruncated>true</IsTruncated><Marker>m1</Marker>']
      : ['second', '<IsTruncated>false</IsTruncated>'];
  const body = `${more}<UserDetailList/><GroupDetailList/><RoleDetailList>${role(name)}</RoleDetailList><Policies/>`;
  return answer('GetAccountAuthorizationDetails', body);
}

export async function fakeAws(): Promise<FakeAws> {
  const calls: string[] = [];
  let throttled = false;
  const fake = { hang: undefined as string | undefined, user: 'AIDA1' };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const form = new URLSearchParams(body);
      const action = form.get('Action');
      const name = nameOf(request, action);
      const marker = form.get('Marker');
      calls.push(marker === null ? name : `${name} ${marker}`);
      if (fake.hang === calls.at(-1)) return;
      if (name === 'sts:GetCallerIdentity') {
        send(
          response,
          200,
          answer(
            'GetCallerIdentity',
            `<Arn>arn:aws:iam::${ACCOUNT}:user/reader</Arn><UserId>${fake.user}</UserId><Account>${ACCOUNT}</Account>`,
          ),
        );
      } else if (name === 'iam:GetAccountAuthorizationDetails' && !throttled) {
        throttled = true;
        send(response, 400, failure('Throttling'));
      } else if (name === 'iam:GetAccountAuthorizationDetails') send(response, 200, details(marker));
      else send(response, 403, failure('AccessDenied'));
    });
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return Object.assign(fake, {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  });
}

/** The service stands in the scope of the signature (Signature Version 4). */
function nameOf(request: IncomingMessage, action: string | null): string {
  const service = /\/[\w-]+\/([\w-]+)\/aws4_request/u.exec(request.headers.authorization ?? '')?.[1] ?? '?';
  return `${service}:${action ?? `${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-errortype': 'AccessDeniedException' });
  response.end(body);
}
