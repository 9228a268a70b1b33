import type { Rule, RuleEngine } from '../../src/rules/rule.ts';
import { findInFile } from '../../src/lint/run.ts';
import { readSource } from '../../src/sources/index.ts';

export interface TemplateFinding {
  readonly messageId: string;
  /** The finding's pointer. */
  readonly at: string;
  readonly message: string;
  /** The pointers of the related places, and what is said of each. */
  readonly related: readonly string[];
  readonly notes: readonly string[];
}

/** What a rule finds in a CloudFormation template of these resources: for rules that ask who holds a policy. */
export function templateFindings(rule: Rule, resources: object, engine?: RuleEngine): readonly TemplateFinding[] {
  return templateTextFindings(rule, JSON.stringify({ Resources: resources }, null, 2), engine);
}

export function templateTextFindings(rule: Rule, text: string, engine?: RuleEngine): readonly TemplateFinding[] {
  const file = readSource('template.json', text);
  return findInFile(file, { rules: { [rule.meta.id]: {} } }, engine)
    .filter((finding) => finding.ruleId === rule.meta.id)
    .map((finding) => ({
      messageId: 'messageId' in finding && typeof finding.messageId === 'string' ? finding.messageId : '',
      at: finding.loc.pointer,
      message: finding.message,
      related: (finding.related ?? []).map(({ loc }) => loc.pointer),
      notes: (finding.related ?? []).map((place) => place.message),
    }));
}

/** A document of these statements. */
export function document(...Statement: readonly object[]): object {
  return { Version: '2012-10-17', Statement };
}

/** A role with inline policies, by name. */
export function role(policies: Readonly<Record<string, object>>, properties: object = {}): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
      Policies: Object.entries(policies).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument })),
      ...properties,
    },
  };
}
