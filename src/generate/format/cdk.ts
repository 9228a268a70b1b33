import type { StatementDocument } from '../../model/generated/policy-document.generated.ts';
import type { AssembledPolicy } from '../assemble.ts';
import { description, statementComment } from './comments.ts';
import type { PolicyWriter, WriteOptions } from './index.ts';
import { pascalCase, policyName } from './names.ts';

/** A TypeScript module for the CDK with a function that makes the managed policies in a scope. */
export const cdk: PolicyWriter = ({ generation, policies }, options) => {
  const functionName = lowerFirst(pascalCase(options.name));
  return [
    [
      "import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';",
      "import type { Construct } from 'constructs';",
      '',
      `/** ${description(generation.title, 0, 1).replaceAll('*/', '* /')} */`,
      `export function ${functionName}(scope: Construct): ManagedPolicy[] {`,
      '  return [',
      ...policies.flatMap((policy, position) => managedPolicy(policy, position, description(generation.title, position, policies.length), options)),
      '  ];',
      '}',
      '',
    ].join('\n'),
  ];
};

function managedPolicy({ statements }: AssembledPolicy, position: number, text: string, { name, explain }: WriteOptions): readonly string[] {
  return [
    `    new ManagedPolicy(scope, ${quoted(pascalCase(policyName(name, position)))}, {`,
    `      managedPolicyName: ${quoted(policyName(name, position))},`,
    `      description: ${quoted(text)},`,
    '      statements: [',
    ...statements.flatMap((statement) => [
      ...(explain ? statementComment(statement).map((line) => `        // ${line}`) : []),
      '        new PolicyStatement({',
      ...properties(statement.document).map((line) => `          ${line}`),
      '        }),',
    ]),
    '      ],',
    '    }),',
  ];
}

function properties({ Sid, Action, Resource, Condition }: StatementDocument): readonly string[] {
  return [
    ...(Sid === undefined ? [] : [`sid: ${quoted(Sid)},`]),
    ...list('actions', [Action ?? []].flat()),
    ...list('resources', [Resource ?? []].flat()),
    ...(Condition === undefined ? [] : [`conditions: ${object(Condition)},`]),
  ];
}

function list(name: string, items: readonly string[]): readonly string[] {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return [`${name}: [${quoted(only)}],`];
  return [`${name}: [`, ...items.map((item) => `  ${quoted(item)},`), '],'];
}

/** Conditions are short: one line. */
function object(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(object).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${quoted(key)}: ${object(inner)}`).join(', ')} }`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
