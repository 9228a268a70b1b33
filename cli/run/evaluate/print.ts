import type { DecidedBy, Evaluation, MismatchReason, StatementExplanation, StatementReference } from '../../../src/model/evaluation.ts';
import { operatorText } from '../../../src/model/condition-operator.ts';
import type { PolicyLayer } from '../../../src/model/policy-set.ts';
import type { FilePosition, PolicyFiles } from '../policy-files.ts';
import type { ReadRequest } from './requests.ts';

/** For people. */
export const LAYERS: Readonly<Record<PolicyLayer, string>> = {
  identityPolicies: 'identity policies',
  permissionsBoundary: 'permissions boundary',
  sessionPolicies: 'session policies',
  resourcePolicy: 'resource policy',
  serviceControlPolicies: 'service control policies',
  resourceControlPolicies: 'resource control policies',
  vpcEndpointPolicy: 'VPC endpoint policy',
};

/** An evaluation for people, one or more lines without a final line break. */
export function describeEvaluation(evaluation: Evaluation, files: PolicyFiles): string {
  const lines = [`${evaluation.decision}${dependsText(evaluation)}: ${decidedText(evaluation.decidedBy)}`];
  for (const error of evaluation.errors) {
    lines.push(`  error: ${error.message}${error.statement === undefined ? '' : `, in ${statementText(error.statement, files)}`}`);
  }
  if (evaluation.explanation === undefined) {
    for (const statement of evaluation.matchedStatements) lines.push(`  ${statement.statement.effect}: ${statementText(statement, files)}`);
  } else for (const explained of evaluation.explanation) lines.push(`  ${explanationText(explained, files)}`);
  if (evaluation.missingContextKeys.length > 0) {
    lines.push(`  not in the request, but asked for: ${evaluation.missingContextKeys.join(', ')}`);
  }
  return lines.join('\n');
}

function dependsText({ dependsOn }: Evaluation): string {
  return dependsOn === undefined || dependsOn.length === 0 ? '' : ` on ${dependsOn.join(', ')}`;
}

function decidedText(decided: DecidedBy): string {
  switch (decided.kind) {
    case 'layer':
      return `decided by the ${layerText(decided.layer, decided.level)}`;
    case 'nothingAllows':
      return 'no policy allows it';
    case 'rootUser':
      return 'the root user needs no policy';
    case 'invalidRequest':
      return 'the request is not valid';
  }
}

function layerText(layer: PolicyLayer, level: number | undefined): string {
  return level === undefined ? LAYERS[layer] : `${LAYERS[layer]}, level ${level + 1}`;
}

function statementText(reference: StatementReference, files: PolicyFiles): string {
  const { statement, policy, layer, level } = reference;
  const place = files.place(policy, statement.loc);
  const name = statement.sid === undefined ? `statement ${statement.index + 1}` : `\`${statement.sid.text}\``;
  const label = files.label(policy)?.logicalId;
  return `${name} of the ${layerText(layer, level)}${label === undefined ? '' : ` (${label})`}${place === undefined ? '' : ` at ${place.path}:${place.start.line}:${place.start.column}`}`;
}

function explanationText({ statement, outcome, because }: StatementExplanation, files: PolicyFiles): string {
  const verb = { matches: 'applies', doesNotMatch: 'does not apply', unknown: 'may apply', malformed: 'is malformed' }[outcome];
  return `${statement.statement.effect}: ${statementText(statement, files)} ${verb}${because === undefined ? '' : `: ${reasonText(because)}`}`;
}

function reasonText(reason: MismatchReason): string {
  const expected = reason.expected.map((value) => `\`${value}\``).join(', ');
  if (reason.element !== 'Condition') return `${reason.element} is ${expected}, requested was \`${reason.requested}\``;
  const { clause, requested } = reason;
  if (clause.kind === 'unknown') return `its conditions hang on the template's \`${clause.unknown.name}\``;
  const had = requested === undefined ? 'is absent or unknown' : `is ${requested.map((value) => `\`${value}\``).join(', ') || 'empty'}`;
  return `\`${clause.key.text}\` ${had}, ${operatorText(clause.operator)} asks for ${expected}`;
}

/** An evaluation for programs. */
export function evaluationJson({ request }: ReadRequest, evaluation: Evaluation, files: PolicyFiles): object {
  return {
    request,
    decision: evaluation.decision,
    ...(evaluation.dependsOn === undefined ? {} : { dependsOn: evaluation.dependsOn }),
    decidedBy: evaluation.decidedBy,
    matchedStatements: evaluation.matchedStatements.map((statement) => statementJson(statement, files)),
    missingContextKeys: evaluation.missingContextKeys,
    errors: evaluation.errors.map(({ message, statement }) => ({
      message,
      ...(statement === undefined ? {} : { statement: statementJson(statement, files) }),
    })),
    ...(evaluation.explanation === undefined
      ? {}
      : {
          explanation: evaluation.explanation.map(({ statement, outcome, because }) => ({
            statement: statementJson(statement, files),
            outcome,
            ...(because === undefined ? {} : { because: reasonJson(because) }),
          })),
        }),
  };
}

interface StatementJson extends Partial<FilePosition> {
  readonly layer: PolicyLayer;
  readonly level?: number;
  readonly policyIndex: number;
  readonly index: number;
  readonly sid?: string;
  readonly effect: string;
}

function statementJson({ layer, level, policyIndex, policy, statement }: StatementReference, files: PolicyFiles): StatementJson {
  return {
    layer,
    ...(level === undefined ? {} : { level }),
    policyIndex,
    index: statement.index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid.text }),
    effect: statement.effect,
    ...files.place(policy, statement.loc),
  };
}

function reasonJson(reason: MismatchReason): object {
  if (reason.element !== 'Condition') return reason;
  const { element, clause, requested, expected } = reason;
  return {
    element,
    ...(clause.kind === 'test' ? { operator: clause.operatorText, key: clause.key.text } : { unknown: clause.unknown.name }),
    ...(requested === undefined ? {} : { requested }),
    expected,
  };
}
