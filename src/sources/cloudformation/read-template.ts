import type { LocatedNode } from '../../model/located.ts';
import type { OpenParameters, SourcePolicy, SourcePrincipal, SourceSession, SourceWorkload } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import { nestedStacks, type NestedStack } from './nested-stacks.ts';
import { openTemplate, type TemplateOptions } from './open-template.ts';
import { openParameters } from './open-parameters.ts';
import { outsidePrincipals } from './principals/outside.ts';
import { templatePrincipals } from './principals/principals.ts';
import type { Template } from './template.ts';
import { resourcePolicies, type TemplateReading } from './template-policies.ts';
import { templateSessions } from './sessions.ts';
import { templateWorkloads } from './workloads.ts';

export type { TemplateOptions } from './open-template.ts';

export interface ReadTemplate {
  readonly template: Template;
  readonly policies: readonly SourcePolicy[];
  readonly principals: readonly SourcePrincipal[];
  readonly workloads: readonly SourceWorkload[];
  readonly sessions: readonly SourceSession[];
  readonly nested: readonly NestedStack[];
  readonly parameters?: OpenParameters;
  readonly errors: readonly SourceError[];
}

/** Reads the policies and principals of a CloudFormation template. */
export function readTemplate(root: LocatedNode, file: string, options: TemplateOptions = {}): ReadTemplate {
  const { context, formulas, undecided, unseen } = openTemplate(root, options);
  const { template, errors } = context;
  const reading: TemplateReading = { context, formulas, file, undecided, found: new Map(), decisive: new Map() };
  const policies = [...template.resources.values()].flatMap((resource) => resourcePolicies(resource, reading));
  const principals = [...templatePrincipals(reading), ...outsidePrincipals(reading)];
  const workloads = templateWorkloads(reading);
  const sessions = templateSessions(reading);
  const nested = nestedStacks(template, undecided);
  const parameters = openParameters([...policies, ...principals], context, formulas);
  return { template, policies, principals: principals.map((principal) => withReasons(principal, unseen)), workloads, sessions, nested, ...(parameters === undefined ? {} : { parameters }), errors: [...errors.values()] };
}

/** What macros and modules do is not seen: it may concern any principal. */
function withReasons(principal: SourcePrincipal, reasons: readonly string[]): SourcePrincipal {
  return reasons.length === 0 ? principal : { ...principal, partial: [...principal.partial, ...reasons] };
}
