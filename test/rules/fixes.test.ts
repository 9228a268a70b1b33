import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, lintText, parsePolicy, type FileReport } from 'policy-lint';
import { parseJsonText } from '../../src/model/parse/json-text.ts';
import { readSource } from '../../src/sources/index.ts';
import { rules } from '../../src/rules/index.ts';
import { applyFix } from './apply-fix.ts';

const FIXABLE = Object.fromEntries(rules.flatMap(({ meta }) => (meta.fixable === true ? [[meta.id, 'warning' as const]] : [])));

function lint(path: string, text: string): FileReport {
  return lintText(text, { path, rules: FIXABLE });
}

/** The text with one fix after the other made, until there is none. */
function fixed(path: string, text: string): string {
  let now = text;
  for (let round = 0; round < 20; round += 1) {
    const fix = lint(path, now).findings.find((finding) => finding.fix !== undefined)?.fix;
    if (fix === undefined) return now;
    now = applyFix(now, fix);
  }
  throw new Error('the fixes have no end');
}

describe('fixes of policies in YAML', () => {
  it('keep comments and layout', () => {
    const text = `# kept
Statement:
  - Sid: One
    Effect: Allow
    Action:
      # reading
      - s3:Get*
      - s3:GetObject
      - "s3:getobject"
      - s3:PutObject # writing
    Resource: [arn:aws:s3:::a/*, 'arn:aws:s3:::a/b', "arn:aws:s3:::c"] # all
    Condition:
      IpAddress: { aws:SourceIp: 203.0.113.7/24 }
  # twice
  - Effect: Deny
    Action: s3:DeleteObject
    Resource: "*"
  - Effect: Deny
    Action: s3:deleteObject
    Resource: "*"
`;
    expect(fixed('a.yaml', text)).toBe(`# kept
Version: "2012-10-17"
Statement:
  - Sid: One
    Effect: Allow
    Action:
      # reading
      - s3:Get*
      - s3:PutObject # writing
    Resource: [arn:aws:s3:::a/*, "arn:aws:s3:::c"] # all
    Condition:
      IpAddress: { aws:SourceIp: 203.0.113.0/24 }
  # twice
  - Effect: Deny
    Action: s3:DeleteObject
    Resource: "*"
`);
  });

  it('reach policies in templates, and JSON that stands in them', () => {
    const text = `Resources:
  First:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [s3:*, s3:Get*]
            Resource: !Sub arn:\${AWS::Partition}:s3:::a
  Second:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: |
        {
          "Statement": [
            { "Effect": "Allow", "Action": "s3:*", "Resource": ["*", "arn:aws:s3:::b"] }
          ]
        }
`;
    expect(fixed('t.yaml', text)).toBe(`Resources:
  First:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: [s3:*]
            Resource: !Sub arn:\${AWS::Partition}:s3:::a
  Second:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: |
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "s3:*", "Resource": ["*"] }
          ]
        }
`);
  });
});

describe('fixes beside comments', () => {
  const actions = (...lines: readonly string[]): string => `Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Resource: "*"\n    Action:\n${lines.map((line) => `      ${line}\n`).join('')}`;
  const flow = (...lines: readonly string[]): string => `Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Resource: "*"\n    Action: [\n${lines.map((line) => `      ${line}\n`).join('')}    ]\n`;

  it.each([
    ['take what has none', actions('- s3:*', '- s3:GetObject # for the page', '- s3:PutObject', '- s3:DeleteObject'), actions('- s3:*', '- s3:GetObject # for the page')],
    ['take what has none out of a list in brackets', flow('s3:*,', 's3:PutObject,', 's3:GetObject # for the page'), flow('s3:*,', 's3:GetObject # for the page')],
    ['leave a comment with what stands below', actions('- s3:*', '# for the page', '- s3:GetObject', '# for the job', '- sqs:SendMessage'), undefined],
    ['leave it in brackets too', flow('s3:*,', '# for the page', 's3:GetObject,', 'sqs:SendMessage'), undefined],
    ['leave a text that looks like one', actions('- s3:*', '- "s3:Get* #"', '- s3:GetObject'), actions('- s3:*', '- "s3:Get* #"')],
    ['keep the heading of a list', actions('# reading', '- s3:Get*', '- s3:GetObject', '# sending', '- sqs:SendMessage'), actions('# reading', '- s3:Get*', '# sending', '- sqs:SendMessage')],
  ])('%s', (_, before, after = before) => {
    expect(fixed('p.yaml', before)).toBe(after);
  });
});

const inYaml = (statement: string): string => `Version: "2012-10-17"
Statement:
  # the first
  - Effect: Allow
    Action: s3:ListBucket # listing
    Resource: "*"
${statement.replace(/^(?=.)/gm, '    ')}`;

describe('fixes of conditions in YAML', () => {
  it.each([
    ['limits', 'Condition:\n  # few keys\n  NumericLessThan:\n    s3:max-keys:\n      - 10\n      - "20" # the limit\n', 'Condition:\n  # few keys\n  NumericLessThan:\n    s3:max-keys:\n      - "20" # the limit\n'],
    ['limits in one line', 'Condition: { NumericGreaterThan: { s3:max-keys: [10, 5, 7] } } # few\n', 'Condition: { NumericGreaterThan: { s3:max-keys: [5] } } # few\n'],
    ['a question for a key', 'Condition:\n  StringLike: # tagged\n    aws:PrincipalTag/team: "*"\n', 'Condition:\n  Null: # tagged\n    aws:PrincipalTag/team: "false"\n'],
    ['a condition that is always true', "Condition:\n  # mine\n  StringLikeIfExists:\n    s3:prefix: '*'\n    s3:delimiter: /\n", 'Condition:\n  # mine\n  StringLikeIfExists:\n    s3:delimiter: /\n'],
    ['nothing where a comment stands', "Condition:\n  StringLikeIfExists:\n    s3:prefix: '*' # all\n    s3:delimiter: /\n", "Condition:\n  StringLikeIfExists:\n    s3:prefix: '*' # all\n    s3:delimiter: /\n"],
    ['one that is the last of its kind', "Condition:\n  StringLikeIfExists:\n    s3:delimiter: /\n    s3:prefix: '*'\n", 'Condition:\n  StringLikeIfExists:\n    s3:delimiter: /\n'],
    ['an operator that is always true', "Condition:\n  StringEquals:\n    s3:delimiter: /\n  ForAllValues:StringLike: { aws:TagKeys: '*' }\nSid: One\n", 'Condition:\n  StringEquals:\n    s3:delimiter: /\nSid: One\n'],
    ['nothing but that', "Condition: { StringLikeIfExists: { s3:prefix: '*' } }\nSid: One\n", 'Sid: One\n'],
    ['an empty element', 'Condition: {}\nSid: One\n', 'Sid: One\n'],
    ['an empty element with a comment', 'Condition: {} # later\nSid: One\n', 'Condition: {} # later\nSid: One\n'],
    ['values of several types', 'Condition:\n  StringEquals:\n    s3:delimiter: [/, 1, true] # all\n', 'Condition:\n  StringEquals:\n    s3:delimiter: [/, "1", "true"] # all\n'],
    ['elements in another case', 'sid: One\ncondition:\n  Bool: { aws:SecureTransport: true }\n', 'Sid: One\nCondition:\n  Bool: { aws:SecureTransport: true }\n'],
  ])('write %s', (_, before, after) => {
    expect(fixed('p.yaml', inYaml(before))).toBe(inYaml(after));
  });

  it('write an effect and a version', () => {
    expect(fixed('p.yaml', `Version: '2012-10-07' # new\nStatement:\n  - { Effect: allow, Action: "s3:*", Resource: "*" }\n`)).toBe(`Version: '2012-10-17' # new\nStatement:\n  - { Effect: Allow, Action: "s3:*", Resource: "*" }\n`);
  });
});

describe('fixes of text within text', () => {
  it.each([
    ['a block of Markdown', 'a.md', '1. So:\n\n   ```json\n   {\n     "Statement": [{ "Effect": "Allow", "Action": ["s3:*",\n       "s3:Get*"], "Resource": "*" }]\n   }\n   ```\n', '1. So:\n\n   ```json\n   {\n     "Version": "2012-10-17",\n     "Statement": [{ "Effect": "Allow", "Action": ["s3:*"], "Resource": "*" }]\n   }\n   ```\n'],
    ['JSON in quotes', 't.yaml', written(`'{"Statement": [{"Effect": "Allow", "Action": ["s3:*", "s3:Get*"], "Resource": "*"}]}'`), written(`'{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}'`)],
    [
      'JSON with places for values',
      't.yaml',
      written('!Sub |\n        {"Statement": [{"Effect": "Allow", "Action": ["s3:*", "s3:Get*"], "Resource": "arn:${AWS::Partition}:s3:::a"}]}'),
      written('!Sub |\n        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:${AWS::Partition}:s3:::a"}]}'),
    ],
    [
      'what a loop repeats',
      't.yaml',
      'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X:\n    - N\n    - [A, B]\n    - P${N}:\n        Type: AWS::IAM::ManagedPolicy\n        Properties:\n          PolicyDocument:\n            Statement:\n              - { Effect: Allow, Action: [s3:*, s3:Get*], Resource: "*" }\n',
      'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X:\n    - N\n    - [A, B]\n    - P${N}:\n        Type: AWS::IAM::ManagedPolicy\n        Properties:\n          PolicyDocument:\n            Version: "2012-10-17"\n            Statement:\n              - { Effect: Allow, Action: [s3:*], Resource: "*" }\n',
    ],
  ])('reach %s', (_, path, text, expected) => {
    expect(fixed(path, text)).toBe(expected);
  });
});

function written(document: string): string {
  return `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: ${document}\n`;
}

const template = (document: string): string => `Parameters:
  Name: { Type: String, Default: a }
Conditions:
  Wide: !Equals [!Ref Name, a]
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
${document.replace(/^/gm, '        ')}
`;

describe('no fix', () => {
  it.each([
    ['where a variable would begin to be expanded', 'Statement: { Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::a/${aws:username}" }'],
    ['where a parameter may bring a variable', 'Statement: { Effect: Allow, Action: "s3:*", Resource: !Ref Name }'],
    ['where a parameter is a part of the text', 'Statement: { Effect: Allow, Action: "s3:*", Resource: !Sub "arn:aws:s3:::${Name}" }'],
    ['where the old version has variables', 'Version: "2008-10-17"\nStatement: { Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::a/${aws:username}" }'],
    ['for a policy that has another form', 'Statement: { Effect: Allow, Action: "s3:*", Resource: !If [Wide, "*", "${a}"] }'],
    ['where only a condition of the template makes it redundant', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: [!If [Wide, "s3:*", "s3:Put*"], "s3:GetObject"]\n    Resource: "*"'],
    ['where a function makes what covers it', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: [!Join [":", [s3, "*"]], "s3:GetObject"]\n    Resource: "*"'],
    ['where a function makes what is covered', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: [!Join [":", [s3, "GetObject"]], "s3:*"]\n    Resource: "*"'],
    ['where the list is repeated elsewhere', 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: &all ["s3:*", "s3:Get*"]\n    Resource: "*"\n  - Effect: Deny\n    Action: *all\n    Resource: "arn:aws:s3:::a"'],
    ['where a statement has a comment', 'Version: "2012-10-17"\nStatement:\n  - { Effect: Deny, Action: s3:*, Resource: "*" }\n  - Effect: Deny\n    Action: s3:* # so\n    Resource: "*"'],
    ['where a template makes statements the same', 'Version: "2012-10-17"\nStatement:\n  - { Effect: Deny, Action: s3:*, Resource: "arn:aws:s3:::a" }\n  - { Effect: Deny, Action: s3:*, Resource: !Sub ["arn:aws:s3:::${X}", { X: a }] }'],
  ])('%s', (_, document) => {
    const report = lint('t.yaml', template(document));
    expect(report.findings.flatMap(({ fix }) => fix ?? [])).toEqual([]);
  });

  it('for policies that came as objects or in escaped text', () => {
    const document = '{"Statement":{"Effect":"Allow","Action":["s3:*","s3:Get*"],"Resource":"*"}}';
    const text = JSON.stringify({ Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } } } });
    const { findings } = lint('t.json', text);
    expect(findings.map(({ ruleId }) => ruleId)).toContain('redundant-action');
    expect(findings.flatMap(({ fix }) => fix ?? [])).toEqual([]);
  });
});

const some = <T>(...values: readonly T[]): fc.Arbitrary<readonly T[]> => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const statement = fc.record(
  {
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: some('s3:*', 's3:Get*', 's3:**', 's3:*?', 's3:GetObject', 'S3:getobject', 'sqs:SendMessage', '*'),
    Resource: some('*', 'arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', 'arn:aws:s3:::a/*?', 'arn:aws:s3:::a/?*', 'arn:aws:s3:::${aws:username}', 'arn:aws:s3:::$'),
    Condition: fc.constantFrom(
      { IpAddress: { 'aws:SourceIp': ['203.0.113.7/24', '10.1.2.3/8'] } },
      { NotIpAddress: { 'aws:SourceIp': '2001:db8::1/32' } },
      { NumericLessThan: { 's3:max-keys': ['10', '20', '20'] }, Bool: {} },
      { StringLike: { 's3:prefix': '*', 's3:delimiter': ['*'] } },
      { StringNotLike: { 's3:prefix': '*' }, StringEquals: { 's3:delimiter': ['a', 'b'] } },
      { 'ForAllValues:StringLike': { 'aws:TagKeys': '*' }, StringLikeIfExists: { 's3:prefix': '*', 's3:delimiter': 'a' } },
      {},
    ),
  },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const document = fc.record(
  { Version: fc.constantFrom('2008-10-17', '2012-10-17'), Statement: fc.array(statement, { minLength: 1, maxLength: 3 }) },
  { requiredKeys: ['Statement'] },
);

describe('a fix', () => {
  it('never changes what a policy allows, and makes what it is for go away', () => {
    let fixes = 0;
    fc.assert(
      fc.property(document, fc.constantFrom(0, 1, 2), (policy, indent) => {
        const text = JSON.stringify(policy, null, indent);
        const after = fixed('p.json', text);
        if (after === text) return;
        fixes += 1;
        expect(parseJsonText(after).errors).toEqual([]);
        expect(compare(policy, JSON.parse(after) as object).relation).toBe('equivalent');
        for (const { fix } of lint('p.json', after).findings) expect(fix).toBeUndefined();
      }),
      { numRuns: 60 },
    );
    expect(fixes).toBeGreaterThan(20);
  });

  it('does to YAML what it does to JSON', () => {
    fc.assert(
      fc.property(document, (policy) => {
        const yaml = fixed('p.yaml', blockYaml(policy));
        const after = readSource('p.yaml', yaml).policies[0]?.policy;
        if (after === undefined) throw new Error(`this is no policy any more:\n${yaml}`);
        const { policy: json } = parsePolicy(fixed('p.json', JSON.stringify(policy)));
        expect(shapeOf(after)).toEqual(json === undefined ? undefined : shapeOf(json));
      }),
      { numRuns: 60 },
    );
  });
});

type Parsed = NonNullable<ReturnType<typeof parsePolicy>['policy']>;

function shapeOf({ version, statements }: Parsed): unknown {
  return [version?.value, statements.map(({ effect, action, resource, conditions }) => [effect, action.entries.map(({ pattern }) => pattern.text), resource?.entries.map(({ pattern }) => pattern.text), conditions.map((clause) => (clause.kind === 'test' ? clause.values.map(({ pattern }) => pattern.text) : []))])];
}

/** Lists and maps in lines of their own, everything else as JSON writes it. */
function blockYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return value.map((item: unknown) => `\n${indent}- ${blockYaml(item, `${indent}  `).trimStart()}`).join('');
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, inner]: [string, unknown]) => `\n${indent}${key}: ${blockYaml(inner, `${indent}  `)}`)
    .join('');
}
