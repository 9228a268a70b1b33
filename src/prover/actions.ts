import { expandAction } from '../reference/actions.ts';
import { action as referenceAction } from '../reference/services.ts';
import type { Action, Service } from '../reference/types.ts';
import { arnGlobs } from './arn-shapes.ts';
import type { NamedAction } from './scenario.ts';
import type { LoweredActions, LoweredStatement } from './statement.ts';
import { glob, matches, textParts, wordOf, type Glob } from './text/glob.ts';

/** Actions that the reference lists and that no statement tells apart, with the ARNs they are asked for. */
export interface ActionClass {
  readonly action: NamedAction;
  readonly members: readonly string[];
  /** The shapes of resources; `*` for none in particular. */
  readonly resources: readonly Glob[];
  readonly onlyWildcard: boolean;
}

/** Actions to look at where a policy allows all: some that people know, of several services. */
const familiar = ['s3:GetObject', 's3:ListBucket', 'ec2:DescribeInstances', 'ec2:StartInstances', 'iam:ListRoles', 'iam:GetRole', 'dynamodb:GetItem', 'sqs:SendMessage', 'lambda:InvokeFunction', 'logs:GetLogEvents', 'kms:Decrypt', 'sts:AssumeRole'];

/** Whether the statement's actions cover one, given in lower case. */
export function createActionTest(): (actions: LoweredActions, word: readonly number[], id: string) => boolean {
  const split = new Map<LoweredActions, { readonly names: ReadonlySet<string>; readonly patterns: readonly Glob[] }>();
  return (actions, word, id) => {
    let known = split.get(actions);
    if (known === undefined) {
      const { globs } = actions.union;
      known = { names: new Set(globs.filter(({ literal }) => literal).map(({ key }) => key)), patterns: globs.filter(({ literal }) => !literal) };
      split.set(actions, known);
    }
    return (known.names.has(id) || known.patterns.some((pattern) => matches(pattern, word))) !== actions.negated;
  };
}

/** The pattern as the reference reads it; undefined where a template leaves part of it open. */
function patternText(pattern: Glob): string | undefined {
  let text = '';
  for (const part of pattern.parts) {
    if (part.kind === 'run') text += '*';
    else if (part.kind === 'one') text += '?';
    else if (part.symbol > 0xffff) return undefined;
    else text += String.fromCharCode(part.symbol);
  }
  return text;
}

/**
 * The listed actions that the granting statements may allow, in classes. Where one allows all, or all but
 * some, the actions that any pattern of `all` names are looked at, and some familiar ones: the rest is
 * left to the scenario of an unlisted action.
 */
export function actionClasses(granting: readonly LoweredStatement[], all: readonly LoweredStatement[]): readonly ActionClass[] {
  const names = new Set<string>();
  const expand = (actions: LoweredActions): void => {
    for (const pattern of actions.union.globs) {
      const text = patternText(pattern);
      if (text === undefined || text === '*' || text === '*:*') continue;
      if (!pattern.literal) for (const name of expandAction(text)) names.add(name);
      else names.add(text);
    }
  };
  const open = granting.some(({ actions, malformed }) => malformed || actions.negated || actions.union.globs.some((pattern) => patternText(pattern) === '*' || pattern.letters.length > 0));
  for (const { actions } of open ? all : granting) expand(actions);
  if (open) for (const name of familiar) names.add(name);
  const covers = createActionTest();
  const classes = new Map<string, { action: NamedAction; members: string[]; shape: Shape }>();
  for (const name of names) {
    const found = referenceAction(name);
    if (found === undefined) continue;
    const text = `${found.service.prefix}:${found.action.name}`;
    const id = text.toLowerCase();
    const word = wordOf(id);
    if (!granting.some(({ actions, malformed }) => malformed || actions.union.hasLetters || covers(actions, word, id))) continue;
    const shape = shapeOf(found.service, found.action);
    const special = id.startsWith('kms:') || id.startsWith('sts:') ? id.slice(0, 4) : '';
    let signature = `${shape.key} ${found.service.supportsRcp} ${special} `;
    for (const { actions, malformed } of all) signature += malformed || covers(actions, word, id) ? '1' : actions.union.hasLetters ? `?${id}` : '0';
    const known = classes.get(signature);
    if (known === undefined) classes.set(signature, { action: { id, text, supportsRcp: found.service.supportsRcp && id !== 'kms:retiregrant' }, members: [text], shape });
    else known.members.push(text);
  }
  return [...classes.values()].map(({ action, members, shape }) => ({ action, members, resources: shape.resources, onlyWildcard: shape.onlyWildcard }));
}

interface Shape {
  readonly key: string;
  readonly resources: readonly Glob[];
  readonly onlyWildcard: boolean;
}

const none: Glob = glob(textParts('*'));
const shapes = new WeakMap<Action, Shape>();

/**
 * What an action can be asked for: ARNs of its resource types, or `*` where it has none.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function shapeOf(service: Service, action: Action): Shape {
  let shape = shapes.get(action);
  if (shape === undefined) {
    const arns = action.resourceTypes.flatMap(({ name }) => service.resourceTypes.get(name.toLowerCase())?.arnPatterns ?? []);
    const onlyWildcard = action.resourceTypes.length === 0;
    const templates = [...new Set(arns)].sort();
    shape = { key: templates.join(' '), resources: onlyWildcard ? [none] : templates.flatMap(arnGlobs), onlyWildcard };
    shapes.set(action, shape);
  }
  return shape;
}

/** Whether a request for the action can name the resource. */
export function supportsResource(action: string, resource: string): boolean {
  const found = referenceAction(action);
  if (found === undefined) return resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:/.test(resource);
  const word = wordOf(resource);
  return shapeOf(found.service, found.action).resources.some((pattern) => matches(pattern, word));
}
