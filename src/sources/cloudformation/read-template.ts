import { member, type LocatedNode } from '../../model/located.ts';
import type { SourcePolicy, SourcePrincipal, SourceWorkload } from '../../model/policy-source.ts';
import type { SourceError } from '../../model/source-error.ts';
import { conditionFormulas } from './conditions.ts';
import { createResolver, type TemplateContext } from './create-resolver.ts';
import { isForEach, loopRounds } from './for-each.ts';
import { parameterProblem } from './parameters.ts';
import { nestedStacks, type NestedStack } from './nested-stacks.ts';
import { outsidePrincipals } from './principals/outside.ts';
import { templatePrincipals } from './principals/principals.ts';
import type { Resolver } from './resolver.ts';
import { readResource, section, transformsOf, type Template, type TemplateResource } from './template.ts';
import { resourcePolicies, type TemplateReading } from './template-policies.ts';
import { samResources } from '../sam/desugar.ts';
import { withPolicy } from './synthesized.ts';
import { unseenParts } from './unseen-parts.ts';
import { templateWorkloads } from './workloads.ts';
import { undecidedWorld } from './world.ts';

export interface TemplateOptions {
  /** Values of parameters and pseudo parameters; a parameter without one may have any value. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** Construct paths by logical ID, where the template's metadata has none. */
  readonly constructPaths?: ReadonlyMap<string, string>;
}

export interface ReadTemplate {
  readonly template: Template;
  readonly policies: readonly SourcePolicy[];
  readonly principals: readonly SourcePrincipal[];
  readonly workloads: readonly SourceWorkload[];
  readonly nested: readonly NestedStack[];
  readonly errors: readonly SourceError[];
}

/** Reads the policies and principals of a CloudFormation template. */
export function readTemplate(root: LocatedNode, file: string, options: TemplateOptions = {}): ReadTemplate {
  const errors = new Map<string, SourceError>();
  const report = (error: SourceError): void => {
    errors.set(`${error.code} ${error.loc.pointer} ${error.message}`, error);
  };
  const resources = new Map<string, TemplateResource>();
  const byType = new Map<string, TemplateResource[]>();
  const globals = member(root, 'Globals');
  const template: Template = {
    parameters: section(root, 'Parameters', report),
    mappings: section(root, 'Mappings', report),
    conditions: section(root, 'Conditions', report),
    resources,
    byType,
    ...(globals === undefined ? {} : { globals }),
    transforms: transformsOf(root),
  };
  const bound = new Map(Object.entries(options.parameters ?? {}));
  const context: TemplateContext = { template, bound, origins: new WeakMap(), errors };
  for (const [name, value] of bound) {
    const declaration = template.parameters.get(name);
    const problem = declaration === undefined ? undefined : parameterProblem(name, declaration, value);
    if (declaration !== undefined && problem !== undefined) report({ code: 'template-structure', message: problem, loc: declaration.loc });
  }
  const formulas = conditionFormulas(createResolver(context, undecidedWorld(() => ({ kind: 'opaque', key: '' }))));
  const undecided = createResolver(context, undecidedWorld(formulas));
  /** Why any principal may have more policies than are seen. */
  const reasons: string[] = [];
  collectResources(section(root, 'Resources', report), root, undecided, resources, report, (message) => reasons.push(message));
  for (const resource of samResources([...resources.values()], globals, report)) {
    // What SAM makes of a resource may go by the same logical ID.
    resources.set(resources.has(resource.logicalId) ? `${resource.logicalId} ${resource.type}` : resource.logicalId, resource);
  }
  for (const [key, resource] of resources) {
    const constructPath = resource.constructPath ?? options.constructPaths?.get(resource.logicalId);
    resources.set(key, withPolicy(constructPath === undefined ? resource : { ...resource, constructPath }, template));
  }
  for (const resource of resources.values()) {
    const sameType = byType.get(resource.type);
    if (sameType === undefined) byType.set(resource.type, [resource]);
    else sameType.push(resource);
  }
  const reading: TemplateReading = { context, formulas, file, undecided, found: new Map() };
  for (const error of unseenParts(root, template)) {
    report(error);
    if (error.code === 'unseen-part') reasons.push(error.message);
  }
  const policies = [...resources.values()].flatMap((resource) => resourcePolicies(resource, reading));
  const principals = [...templatePrincipals(reading), ...outsidePrincipals(reading)];
  const workloads = templateWorkloads(reading);
  const nested = nestedStacks(template, undecided);
  return { template, policies, principals: principals.map((principal) => withReasons(principal, reasons)), workloads, nested, errors: [...errors.values()] };
}

/** What macros and modules do is not seen: it may concern any principal. */
function withReasons(principal: SourcePrincipal, reasons: readonly string[]): SourcePrincipal {
  return reasons.length === 0 ? principal : { ...principal, partial: [...principal.partial, ...reasons] };
}

function collectResources(
  entries: ReadonlyMap<string, LocatedNode>,
  root: LocatedNode,
  resolver: Resolver,
  resources: Map<string, TemplateResource>,
  report: (error: SourceError) => void,
  unseen: (message: string) => void,
): void {
  const node = member(root, 'Resources');
  const add = (members: Parameters<typeof readResource>[0], inner: Resolver): void => {
    if (isForEach(members.key)) {
      for (const round of loopRounds(members, inner) ?? []) add(round.member, inner.within(round.loop));
      return;
    }
    if (members.key === 'Fn::Transform') {
      const message = 'a macro adds resources here that are not seen';
      report({ code: 'unseen-part', message, loc: members.keyLoc });
      unseen(message);
      return;
    }
    const resource = readResource(members, report);
    if (resource === undefined) return;
    const key = resources.has(resource.logicalId) ? `${resource.logicalId} at ${members.keyLoc.pointer}` : resource.logicalId;
    resources.set(key, inner.loop.size === 0 ? resource : { ...resource, bindings: inner.loop });
  };
  if (node?.kind === 'object') for (const entry of node.members) add(entry, resolver);
  else if (entries.size === 0 && node === undefined) report({ code: 'template-structure', message: 'the template has no `Resources`', loc: root.loc });
}
