import { description, statementComment } from './comments.ts';
import type { PolicyWriter } from './index.ts';
import { policyName, snakeCase } from './names.ts';

/**
 * HCL with an `aws_iam_policy` for each document. `jsonencode` takes the document as an object, which HCL writes as
 * JSON does, but for interpolation in its strings.
 *
 * Sources: https://developer.hashicorp.com/terraform/language/expressions/strings and
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export const terraform: PolicyWriter = ({ generation, policies }, { name, explain }) => [
  policies
    .map((policy, position) => {
      const statements = policy.statements.map((statement) => {
        const comments = explain ? statementComment(statement).map((line) => `      # ${line}\n`) : [];
        return `${comments.join('')}${indented(hcl(statement.document), 6)}`;
      });
      return [
        `resource "aws_iam_policy" "${snakeCase(policyName(name, position))}" {`,
        `  name        = ${hcl(policyName(name, position))}`,
        `  description = ${hcl(description(generation.title, position, policies.length))}`,
        '  policy = jsonencode({',
        '    "Version": "2012-10-17",',
        '    "Statement": [',
        statements.join(',\n'),
        '    ]',
        '  })',
        '}',
        '',
      ].join('\n');
    })
    .join('\n'),
];

/** JSON as HCL reads it: `${` and `%{` would begin a template. In a text to replace with, `$$` would be one `$`. */
function hcl(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');
}
