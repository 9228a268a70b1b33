import { Document, isMap, isSeq } from 'yaml';
import type { AssembledPolicy } from '../assemble.ts';
import { description, statementComment } from './comments.ts';
import type { PolicyWriter } from './index.ts';
import { pascalCase, policyName } from './names.ts';

/** A template in YAML with a managed policy for each document. */
export const cloudformation: PolicyWriter = ({ generation, policies }, { name, explain }) => {
  const resources = policies.map((policy, position): readonly [logicalId: string, resource: object] => [
    pascalCase(policyName(name, position)),
    {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        ManagedPolicyName: policyName(name, position),
        Description: description(generation.title, position, policies.length),
        PolicyDocument: policy.document,
      },
    },
  ]);
  const content = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description(generation.title, 0, 1),
    Resources: Object.fromEntries(resources),
  };
  // Versions are dates to YAML 1.1, which CloudFormation reads: they are quoted.
  const template = new Document(content, { schema: 'yaml-1.1' });
  if (explain) policies.forEach((policy, position) => explainStatements(template, pascalCase(policyName(name, position)), policy));
  return [template.toString({ lineWidth: 0 })];
};

function explainStatements(template: Document, logicalId: string, policy: AssembledPolicy): void {
  const found: unknown = template.getIn(['Resources', logicalId, 'Properties', 'PolicyDocument', 'Statement'], true);
  const items: readonly unknown[] = isSeq(found) ? found.items : [];
  policy.statements.forEach((statement, position) => {
    const node = items[position];
    if (isMap(node)) node.commentBefore = statementComment(statement).map((line) => ` ${line}`).join('\n');
  });
}
