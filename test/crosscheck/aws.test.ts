import { describe, expect, it } from 'vitest';
import type { AwsAnswer, AwsApi } from '../../src/crosscheck/aws/api.ts';
import { ask, askAll } from '../../src/crosscheck/aws/ask.ts';
import { counted, limited, once } from '../../src/crosscheck/aws/traffic.ts';
import { withAws } from './server/with-aws.ts';
import type { Reply } from './server/server.ts';

const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
const validation = { policyDocument, policyType: 'IDENTITY_POLICY' } as const;
const simulation = { PolicyInputList: [policyDocument], ActionNames: ['s3:GetObject', 's3:PutObject'], ResourceArns: ['arn:aws:s3:::a/*'] };

function messageOf(answer: AwsAnswer): string {
  return answer.ok ? JSON.stringify(answer.output) : `${answer.failure.kind}: ${answer.failure.message}`;
}

describe("the SDK's clients, against a server that speaks as AWS does", () => {
  it('send what the models say, signed for the service and the Region', async () => {
    await withAws(
      ({ service }) => ({ output: service === 'iam' ? { EvaluationResults: [], IsTruncated: false } : { findings: [] } }),
      async (api, server) => {
        await ask(api, 'ValidatePolicy', { ...validation, locale: 'EN', validatePolicyResourceType: 'AWS::S3::Bucket' });
        await ask(api, 'CheckAccessNotGranted', { policyDocument, policyType: 'RESOURCE_POLICY', access: [{ actions: ['s3:*'], resources: ['arn:aws:s3:::b/*'] }] });
        await ask(api, 'SimulateCustomPolicy', {
          ...simulation,
          PermissionsBoundaryPolicyInputList: [policyDocument],
          OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: [policyDocument, policyDocument] }, { ServiceControlPolicyInputList: [policyDocument] }],
          ContextEntries: [{ ContextKeyName: 'aws:TagKeys', ContextKeyType: 'stringList', ContextKeyValues: ['a', 'b&c=d'] }],
        });
        expect(server.refused).toEqual([]);
        expect(server.requests.map(({ operation, region }) => `${operation} ${region}`)).toEqual(['ValidatePolicy eu-west-1', 'CheckAccessNotGranted eu-west-1', 'SimulateCustomPolicy eu-west-1']);
        expect(server.requests[2]?.input).toMatchObject({ ...simulation, ContextEntries: [{ ContextKeyValues: ['a', 'b&c=d'] }] });
        expect(server.requests[2]?.input['OrderedOrganizationPolicyInputList']).toHaveLength(2);
      },
    );
  });

  it('are refused by the server where a request is not by the model', async () => {
    await withAws(
      () => ({ output: { findings: [] } }),
      async (api, server) => {
        const answer = await ask(api, 'CheckAccessNotGranted', { policyDocument, policyType: 'IDENTITY_POLICY', access: [{ actions: ['a:b'] }, { actions: ['c:d'] }] });
        expect(messageOf(answer)).toContain('MalformedRequest');
        expect(server.refused).toEqual(['`access` is not as the model says']);
        expect(server.requests).toEqual([]);
      },
    );
  });

  const page = { output: { findings: [] } };
  it.each<readonly [string, Reply, string]>([
    ['an answer', page, '{"findings":[]}'],
    ['JSON that breaks off', { raw: '{"findings": [' }, "malformed: the answer to `ValidatePolicy` can't be read: Unexpected end of JSON input"],
    ['another type', { raw: '{"findings": "none"}' }, 'malformed: the answer to `ValidatePolicy` is not what AWS documents: `/findings` must be array'],
    ['another type inside', { raw: '{"findings": [{"issueCode": 4, "findingType": "ERROR", "locations": []}]}' }, 'malformed: the answer to `ValidatePolicy` is not what AWS documents: `/findings/0/issueCode` must be string'],
    ['a severity that there is not', { raw: '{"findings": [{"issueCode": "A", "findingType": "FATAL", "locations": []}]}' }, 'malformed: the answer to `ValidatePolicy` is not what AWS documents: `/findings/0/findingType` must be equal to one of the allowed values'],
    ['nothing', { raw: '' }, "malformed: the answer to `ValidatePolicy` is not what AWS documents: it must have required property 'findings'"],
    ["a proxy's page", { raw: '<html>not here</html>', status: 403, type: 'text/html' }, "malformed: the answer to `ValidatePolicy` can't be read"],
    ['a refusal', { error: 'AccessDeniedException', message: 'not you', status: 403 }, 'refused: `ValidatePolicy` was refused: AccessDeniedException: not you (`--permissions` prints what is needed)'],
    ['a refused document', { error: 'ValidationException', message: 'too long', status: 400 }, 'refused: `ValidatePolicy` was refused: ValidationException: too long'],
    ['throttling without end', { error: 'ThrottlingException', message: 'slow down', status: 429 }, 'throttled: `ValidatePolicy` was refused: ThrottlingException: slow down'],
    ['no answer at all', { hangUp: true }, 'network: `ValidatePolicy` got no answer: socket hang up (ECONNRESET)'],
  ])('Access Analyzer answers %s', async (_name, reply, expected) => {
    await withAws(
      () => reply,
      async (api) => {
        expect(messageOf(await ask(api, 'ValidatePolicy', validation))).toContain(expected);
      },
    );
  });

  it.each<readonly [string, Reply, string]>([
    ['an answer', { output: { EvaluationResults: [{ EvalActionName: 's3:GetObject', EvalDecision: 'allowed' }], IsTruncated: false } }, '"EvalDecision":"allowed"'],
    ['XML that breaks off', { raw: '<SimulateCustomPolicyResponse><Simu' }, "malformed: the answer to `SimulateCustomPolicy` can't be read"],
    ['JSON', { raw: '{"EvaluationResults": []}' }, "malformed: the answer to `SimulateCustomPolicy` can't be read"],
    ['nothing', { raw: '' }, "malformed: the answer to `SimulateCustomPolicy` is not what AWS documents: it must have required property 'EvaluationResults'"],
    ['a decision that there is not', { output: { EvaluationResults: [{ EvalActionName: 's3:GetObject', EvalDecision: 'maybe' }], IsTruncated: false } }, '`/EvaluationResults/0/EvalDecision` must be equal to one of the allowed values'],
    ['a result without an action', { output: { EvaluationResults: [{ EvalDecision: 'allowed' }], IsTruncated: false } }, "must have required property 'EvalActionName'"],
    ['a refused policy', { error: 'InvalidInput', message: 'the policy is bad' }, 'refused: `SimulateCustomPolicy` was refused: InvalidInputException: the policy is bad'],
    ['throttling without end', { error: 'Throttling', message: 'Rate exceeded' }, 'throttled: `SimulateCustomPolicy` was refused: Throttling: Rate exceeded'],
    ['a fault', { error: 'ServiceFailure', message: 'sorry', status: 500 }, 'refused: `SimulateCustomPolicy` was refused: ServiceFailure'],
  ])('IAM answers %s', async (_name, reply, expected) => {
    await withAws(
      () => reply,
      async (api) => {
        expect(messageOf(await ask(api, 'SimulateCustomPolicy', simulation))).toContain(expected);
      },
    );
  });

  it.each(['ThrottlingException', 'InternalServerException'])('try again after %s', async (error) => {
    await withAws(
      (_request, count) => (count === 1 ? { error, status: error === 'ThrottlingException' ? 429 : 500 } : { output: { findings: [] } }),
      async (api, server) => {
        expect(await ask(api, 'ValidatePolicy', validation)).toEqual({ ok: true, output: { findings: [] } });
        expect(server.requests).toHaveLength(2);
      },
    );
  });

  it('give up an answer that is too slow', async () => {
    await withAws(
      () => new Promise<Reply>((resolve) => setTimeout(resolve, 5_000, page).unref()),
      async (api) => {
        expect(messageOf(await ask(api, 'ValidatePolicy', validation))).toMatch(/^network: `ValidatePolicy` got no answer: .*200 ms/);
      },
      { timeout: 200, maxAttempts: 1 },
    );
  });

  it('are told of nobody at the other end', async () => {
    await withAws(
      () => page,
      async (api, server) => {
        await server.close();
        expect(messageOf(await ask(api, 'GetRole', { RoleName: 'a' }))).toContain('network: `GetRole` got no answer: connect ECONNREFUSED');
      },
    );
  });
});

describe('pages', () => {
  const finding = (issueCode: string): object => ({ findingType: 'ERROR', issueCode, findingDetails: '', learnMoreLink: '', locations: [] });

  it('are followed by token', async () => {
    await withAws(
      ({ input }) => {
        switch (input['nextToken']) {
          case undefined:
            return { output: { findings: [finding('A')], nextToken: 'two' } };
          case 'two':
            return { output: { findings: [finding('B')], nextToken: 'three' } };
          default:
            return { output: { findings: [finding('C')] } };
        }
      },
      async (api, server) => {
        const { pages, failure } = await askAll(api, 'ValidatePolicy', validation);
        expect(failure).toBeUndefined();
        expect(pages.flatMap(({ findings }) => findings.map(({ issueCode }) => issueCode))).toEqual(['A', 'B', 'C']);
        expect(server.requests.map(({ input }) => input['nextToken'])).toEqual([undefined, 'two', 'three']);
      },
    );
  });

  it('are followed by mark, and kept when one fails', async () => {
    await withAws(
      ({ input }) => (input['Marker'] === undefined ? { output: { PolicyNames: ['a'], IsTruncated: true, Marker: 'more' } } : { error: 'NoSuchEntity', message: 'gone', status: 404 }),
      async (api) => {
        const { pages, failure } = await askAll(api, 'ListRolePolicies', { RoleName: 'r' });
        expect(pages).toHaveLength(1);
        expect(failure).toMatchObject({ kind: 'refused', name: 'NoSuchEntityException' });
      },
    );
  });

  it.each<readonly [string, Reply]>([
    ['have no end', { output: { PolicyNames: [], IsTruncated: true, Marker: 'again' } }],
    ['say that there is more and not where', { output: { PolicyNames: [], IsTruncated: true } }],
  ])('that %s are a failure', async (_name, reply) => {
    await withAws(
      () => reply,
      async (api) => {
        const { failure } = await askAll(api, 'ListRolePolicies', { RoleName: 'r' });
        expect(failure?.kind).toBe('malformed');
      },
    );
  });
});

describe('what a client can lack', () => {
  const bare = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

  it('credentials', async () => {
    await withAws(
      () => ({ output: {} }),
      async (api, server) => {
        expect(messageOf(await ask(api, 'GetRole', { RoleName: 'a' }))).toContain('noCredentials: there are no AWS credentials: log in');
        expect(server.requests).toEqual([]);
      },
      { env: bare },
    );
  });

  it.each(['ExpiredToken', 'InvalidClientTokenId', 'SignatureDoesNotMatch'])('credentials that AWS takes: %s', async (error) => {
    await withAws(
      () => ({ error, message: 'The security token included in the request is not valid', status: 403 }),
      async (api, server) => {
        const asking = once(api);
        for (const RoleName of ['a', 'b']) expect(messageOf(await ask(asking, 'GetRole', { RoleName }))).toContain(`noCredentials: AWS does not take the credentials: ${error}`);
        expect(server.requests).toHaveLength(1);
      },
    );
  });

  it('a Region', async () => {
    await withAws(
      () => ({ output: {} }),
      async (api) => {
        expect(messageOf(await ask(api, 'GetRole', { RoleName: 'a' }))).toContain('noRegion: there is no AWS Region');
      },
      { region: undefined },
    );
  });

  it('is told once, and keeps the rest of the run from asking', async () => {
    let sent = 0;
    const lacking: AwsApi = {
      send: () => {
        sent += 1;
        return Promise.resolve({ ok: false, failure: { kind: 'noCredentials', message: 'none' } });
      },
    };
    const api = once(lacking);
    for (const RoleName of ['a', 'b', 'c']) expect((await api.send('GetRole', { RoleName })).ok).toBe(false);
    expect(sent).toBe(1);
  });
});

describe('traffic', () => {
  it('stays below the limit, and the same is asked once', async () => {
    let running = 0;
    let most = 0;
    const answered: string[] = [];
    const slow: AwsApi = {
      send: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running -= 1;
        return { ok: true, output: {} };
      },
    };
    const api = once(counted(limited(slow, 3), (asked, done) => answered.push(`${done} of ${asked}`)));
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'a', 'b'].map((RoleName) => api.send('GetRole', { RoleName })));
    expect(most).toBe(3);
    expect(answered).toHaveLength(5);
    expect(answered.at(-1)).toBe('5 of 5');
  });
});
