import { member, type LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { samResources } from '../sam/desugar.ts';
import { knownText } from '../../model/unknown-value.ts';
import { createOrigins, scalarText } from '../text/text-pieces.ts';
import { conditionFormulas } from './conditions.ts';
import { createResolver, type TemplateContext } from './create-resolver.ts';
import type { Elsewhere } from './elsewhere.ts';
import { isForEach, loopRounds, withLoops } from './for-each.ts';
import { parameterProblem } from './parameters.ts';
import type { Resolver } from './resolver.ts';
import { ruleFormulas } from './rules.ts';
import { withPolicy } from './synthesized.ts';
import { INCLUDE, membersOf, plainText, readResource, section, transformsOf, type Template, type TemplateResource } from './template.ts';
import { isOpen, unseenParts } from './unseen-parts.ts';
import { undecidedWorld, type Formulas, type World } from './world.ts';

export interface TemplateOptions {
  /** Values of parameters and pseudo parameters; a parameter without one may have any value. */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  /** For a nested stack whose other parameters have their defaults: those that it is given, known or not. */
  readonly told?: ReadonlySet<string>;
  /** Construct paths by logical ID, where the template's metadata has none. */
  readonly constructPaths?: ReadonlyMap<string, string>;
  /** What other stacks tell it. */
  readonly elsewhere?: Elsewhere;
}

/** A template that its parts can be read from. */
export interface OpenTemplate {
  readonly context: TemplateContext;
  readonly formulas: Formulas;
  /** A resolver that decides no condition. */
  readonly undecided: Resolver;
  /** Why any principal may have more policies than are seen. */
  readonly unseen: readonly string[];
}

type Report = (error: SourceError) => void;

/** Reads the sections of a template, with the resources that loops and SAM make. */
export function openTemplate(root: LocatedNode, options: TemplateOptions): OpenTemplate {
  const errors = new Map<string, SourceError>();
  const report: Report = (error) => {
    errors.set(`${error.code} ${error.loc.pointer} ${error.message}`, error);
  };
  const resources = new Map<string, TemplateResource>();
  const byType = new Map<string, TemplateResource[]>();
  const globals = member(root, 'Globals');
  const written: Template = {
    parameters: section(root, 'Parameters', report),
    mappings: section(root, 'Mappings', report),
    conditions: section(root, 'Conditions', report),
    rules: section(root, 'Rules', report),
    outputs: section(root, 'Outputs', report),
    resources,
    byType,
    ...(globals === undefined ? {} : { globals }),
    transforms: transformsOf(root),
    isOpen: isOpen(root),
  };
  const bound = new Map(Object.entries({ ...defaultsBeside(options.told, written), ...options.parameters }));
  const shared = { bound, origins: createOrigins(), errors, ...(options.elsewhere === undefined ? {} : { elsewhere: options.elsewhere }) };
  const template = withLoopedSections(written, root, createResolver({ ...shared, template: written }, nothingKnown()));
  const context: TemplateContext = { ...shared, template };
  for (const [name, value] of bound) {
    const declaration = template.parameters.get(name);
    const problem = declaration === undefined ? undefined : parameterProblem(name, declaration, value);
    if (declaration !== undefined && problem !== undefined) report({ code: 'template-structure', message: problem, loc: declaration.loc });
  }
  const bare = createResolver(context, nothingKnown());
  const formulas: Formulas = Object.assign(conditionFormulas(bare), { always: ruleFormulas(bare) });
  const undecided = createResolver(context, undecidedWorld(formulas));
  const unseen: string[] = [];
  collectResources(section(root, 'Resources', report), root, undecided, resources, report, (message) => unseen.push(message));
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
  for (const error of unseenParts(root, template)) {
    report(error);
    if (error.code === 'unseen-part') unseen.push(error.message);
  }
  return { context, formulas, undecided, unseen };
}

/** A default doesn't bind whoever deploys a stack, but a stack that is nested without a value has it. */
function defaultsBeside(told: TemplateOptions['told'], { parameters }: Template): Readonly<Record<string, string>> {
  if (told === undefined) return {};
  return Object.fromEntries(
    [...parameters].flatMap(([name, declaration]) => {
      const preset = told.has(name) ? undefined : scalarText(member(declaration, 'Default'));
      const text = preset === undefined ? undefined : knownText(preset);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

/** Of conditions nothing is known before they are read. */
function nothingKnown(): World {
  return undecidedWorld(() => ({ kind: 'opaque', key: '' }));
}

/** Loops may make conditions and outputs as they make resources. */
function withLoopedSections(template: Template, root: LocatedNode, resolver: Resolver): Template {
  return {
    ...template,
    conditions: withLoops(template.conditions, membersOf(member(root, 'Conditions')), resolver),
    outputs: withLoops(template.outputs, membersOf(member(root, 'Outputs')), resolver),
  };
}

function collectResources(
  entries: ReadonlyMap<string, LocatedNode>,
  root: LocatedNode,
  resolver: Resolver,
  resources: Map<string, TemplateResource>,
  report: Report,
  unseen: (message: string) => void,
): void {
  const node = member(root, 'Resources');
  const add = (members: Parameters<typeof readResource>[0], inner: Resolver): void => {
    if (isForEach(members.key)) {
      for (const round of loopRounds(members, inner) ?? []) add(round.member, inner.within(round.loop));
      return;
    }
    const macro = members.key === INCLUDE ? members : membersOf(members.value).find(({ key }) => key === INCLUDE);
    if (macro !== undefined) {
      const message = macro === members ? 'a macro adds resources here that are not seen' : `a macro makes parts of \`${members.key}\` that are not seen`;
      report({ code: 'unseen-part', message, loc: macro.keyLoc });
      unseen(message);
      if (member(members.value, 'Type') === undefined) return;
    }
    const read = readResource(members, report);
    if (read === undefined) return;
    const resource = withCondition(read, inner);
    const isTwice = resources.has(resource.logicalId);
    if (isTwice && inner.loop.size > 0) report({ code: 'template-structure', message: `a loop makes \`${resource.logicalId}\`, which is there already`, loc: members.keyLoc });
    // Whatever is wrong with it, none of its policies gets lost.
    const key = isTwice ? `${resource.logicalId} at ${members.keyLoc.pointer}, ${resources.size}` : resource.logicalId;
    resources.set(key, inner.loop.size === 0 ? resource : { ...resource, bindings: inner.loop });
  };
  if (node?.kind === 'object') for (const entry of node.members) add(entry, resolver);
  else if (entries.size === 0 && node === undefined) report({ code: 'template-structure', message: 'the template has no `Resources`', loc: root.loc });
}

/** The language extensions let a function tell the name of a resource's condition. */
function withCondition(resource: TemplateResource, resolver: Resolver): TemplateResource {
  const node = member(resource.node, 'Condition');
  if (node === undefined || resource.condition !== undefined) return resource;
  const resolved = resolver.resolve(node);
  if (resolved === undefined) return resource;
  const condition = plainText(resolved);
  return condition === undefined ? { ...resource, condition: `Condition of ${resource.logicalId}`, isConditionOpen: true } : { ...resource, condition };
}
