import { describe, expect, it } from 'vitest';
import { basesIn } from './hosts.ts';

describe('where the APIs of Google Cloud answer', () => {
  it('is the universe of the credentials, unless gcloud is told of another place', () => {
    const bases = basesIn({ CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE: 'https://storage.proxy.test/' }, 'cloud.test');
    expect(bases.iam).toBe('https://iam.cloud.test');
    expect(bases['aiplatform-location']).toBe('https://{location}-aiplatform.cloud.test');
    expect(bases.storage).toBe('https://storage.proxy.test');
  });

  it('takes no address that would get a token in clear', () => {
    expect(() => basesIn({ CLOUDSDK_API_ENDPOINT_OVERRIDES_IAM: 'http://iam.test' }, 'googleapis.com')).toThrow('https'); // prettier-ignore
  });
});
