import { expect, test } from 'vitest';
import { run, withFiles } from './run.ts';

const statement = (action: string, resource = 'arn:aws:s3:::data/*'): object => ({ Effect: 'Allow', Action: action, Resource: resource });
const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const template = (users: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Object.entries(users).map(([name, action]) => [
        name,
        { Type: 'AWS::IAM::User', Properties: { UserName: name, Policies: [{ PolicyName: 'Access', PolicyDocument: JSON.parse(policy(statement(action))) as object }] } },
      ]),
    ),
  });

const STAGED = JSON.stringify({
  Parameters: { Stage: { Type: 'String', AllowedValues: ['a', 'b'] } },
  Resources: { Staged: { Type: 'AWS::IAM::User', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Sub': 'arn:aws:s3:::${Stage}/*' } }] } }] } } },
});

const FILES = {
  'get.json': policy(statement('s3:GetObject')),
  'get-again.json': policy(statement('s3:GetObject'), statement('s3:getobject', 'arn:aws:s3:::data/a*')),
  'get-put.json': policy(statement('s3:GetObject'), statement('s3:PutObject')),
  'put.json': policy(statement('s3:PutObject')),
  'one.json': template({ Reader: 's3:GetObject' }),
  'two.json': template({ Reader: 's3:GetObject', Writer: 's3:PutObject' }),
  'renamed.json': template({ Reader: 's3:GetObject' }).replace('"Reader":', '"ReadOnly":'),
  'old/main.json': JSON.stringify({ Resources: { Part: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'part.json' } } } }),
  'old/part.json': template({ Reader: 's3:GetObject' }),
  'new/main.json': JSON.stringify({ Resources: { Part: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'part.json' } } } }),
  'new/part.json': template({ Reader: 's3:PutObject' }),
  'far.json': JSON.stringify({ Resources: { Part: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/part.json' } } } }),
  'staged.json': STAGED,
  'more-stages.json': STAGED.replace('["a","b"]', '["a","b","c"]'),
  'one-stage.json': STAGED.replace('["a","b"]', '["a"]'),
  'broken.json': '{"Version": "2012-10-17", "Statement": [',
  'other.json': '{"name": "x"}',
};
const compare = (...args: readonly string[]): ReturnType<typeof run> => withFiles(FILES, (cwd) => run(['compare', ...args], { cwd }));

test.each([
  ['get.json', 'get-again.json', 'equivalent', 0],
  ['get-put.json', 'get.json', 'narrower', 0],
  ['get.json', 'get-put.json', 'wider', 1],
  ['get.json', 'put.json', 'incomparable', 1],
])('%s to %s is %s', async (before, after, relation, code) => {
  const text = await compare(before, after);
  expect(text).toMatchObject({ code, stderr: '' });
  expect(text.stdout).toMatch(new RegExp(`^${relation}: `));
  const { targets } = JSON.parse((await compare(before, after, '--json')).stdout) as { readonly targets: readonly object[] };
  expect(targets).toMatchObject([
    {
      relation,
      ...(relation === 'wider' || relation === 'incomparable' ? { onlyInNew: { action: expect.stringMatching(/^s3:putobject$/i) as string } } : {}),
      ...(relation === 'narrower' ? { onlyInOld: { action: expect.stringMatching(/^s3:putobject$/i) as string } } : {}),
    },
  ]);
});

test('a principal that only the new template has is compared with nothing', async () => {
  const ran = await compare('one.json', 'two.json');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('equivalent: Reader ');
  expect(ran.stdout).toContain('wider: Writer is new: ');
  expect(await compare('two.json', 'one.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('narrower: Writer is gone: ') as string });
});

test('a principal is the same by its name, where its logical ID was changed', async () => {
  expect(await compare('one.json', 'renamed.json')).toMatchObject({ code: 0, stdout: expect.stringContaining('equivalent: ReadOnly (it was Reader) ') as string });
});

test('stacks inside are compared too', async () => {
  expect(await compare('old/main.json', 'new/main.json')).toMatchObject({ code: 1, stdout: expect.stringContaining('incomparable: Reader ') as string });
});

test('what comes to be in a stack that is not seen may allow anything', async () => {
  const ran = await compare('one.json', 'far.json');
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain('unknown: what is not seen ');
  expect(ran.stdout).toContain('is not a local file');
  expect((await compare('far.json', 'far.json')).code).toBe(2);
});

test.each([[['get.json']], [['get.json', 'missing.json']], [['get.json', 'broken.json']], [['get.json', 'other.json']], [['get.json', 'put.json', '--domain', 'x']]])(
  '%j ends with 2',
  async (args) => {
    expect(await compare(...args)).toMatchObject({ code: 2, stdout: '' });
  },
);

test('a parameter that may have other values than before leaves open whether more is allowed', async () => {
  const more = await compare('staged.json', 'more-stages.json');
  expect(more).toMatchObject({ code: 1, stdout: 'unknown: Staged it can not be told whether it allows more\n  because: `Stage` may have values that it could not have before\n' });
  expect(await compare('more-stages.json', 'staged.json')).toMatchObject({ code: 0 });
  expect(await compare('staged.json', 'one-stage.json')).toMatchObject({ code: 0 });
});
