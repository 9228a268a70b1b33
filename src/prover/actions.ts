import { expandAction } from '../reference/actions.ts';
import { action as referenceAction, service } from '../reference/services.ts';
import type { Action, Service } from '../reference/types.ts';
import { unlistedResources } from '../reference/unlisted-resources.ts';
import { arnGlobs } from './arn-shapes.ts';
import type { NamedAction } from './scenario.ts';
import { anyArn } from './patterns.ts';
import type { Question } from './question.ts';
import type { LoweredStatement } from './statement.ts';
import { glob, matches, textParts, wordOf, type Glob } from './text/glob.ts';

/** Actions that the reference lists and that no statement tells apart, with the ARNs they are asked for. */
export interface ActionClass {
  readonly action: NamedAction;
  readonly members: readonly string[];
  /** The shapes of resources; `*` for none in particular. */
  readonly resources: readonly Glob[];
  readonly onlyWildcard: boolean;
  /** The same for actions of which the same statements speak: what is asked of them differs in resources only. */
  readonly grouping: string;
}

/** Actions to look at where a policy allows all: some that people know, of several services. */
const familiar = ['s3:GetObject', 's3:ListBucket', 'ec2:DescribeInstances', 'ec2:StartInstances', 'iam:ListRoles', 'iam:GetRole', 'dynamodb:GetItem', 'sqs:SendMessage', 'lambda:InvokeFunction', 'logs:GetLogEvents', 'kms:Decrypt', 'sts:AssumeRole'];

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

/** What one set of policies can grant by. */
export interface Granting {
  readonly statements: readonly LoweredStatement[];
  /** There are statements that the template does not tell: they may grant any action. */
  readonly unseen: boolean;
}

/** The statements of a question, and those of the sets that have to grant what is asked. */
export interface ActionSource {
  readonly granting: readonly Granting[];
  readonly all: readonly LoweredStatement[];
}

/** Whether an action that no policy names in full may be granted. */
export function grantsUnnamed({ granting }: ActionSource): boolean {
  return granting.every(({ statements, unseen }) => unseen || statements.some(({ actions, malformed }) => malformed || actions.negated || actions.patterns.others.globs.length > 0));
}

/** The actions that policies name in full, in classes. */
export function namedClasses(source: ActionSource, question: Question): Iterable<ActionClass> {
  return classesOf(new Set(source.all.flatMap(({ actions }) => [...actions.patterns.names])), source, question);
}

/**
 * The listed actions that granting patterns stand for, in classes. Where statements allow all, or all but some, the
 * actions of every pattern are looked at, and some familiar ones.
 */
export function expandedClasses(source: ActionSource, question: Question): Iterable<ActionClass> {
  const { granting, all } = source;
  const isOpen = ({ actions, malformed }: LoweredStatement): boolean =>
    malformed || actions.negated || actions.patterns.others.globs.some((pattern) => pattern.letters.length > 0 || patternText(pattern) === '*');
  const closed = granting.find(({ statements, unseen }) => !unseen && !statements.some(isOpen));
  const open = closed === undefined;
  const names = new Set<string>();
  for (const { actions } of closed?.statements ?? all) {
    for (const pattern of actions.patterns.others.globs) {
      const text = patternText(pattern);
      if (text !== undefined && text !== '*' && text !== '*:*') for (const name of expandAction(text)) names.add(name.toLowerCase());
    }
  }
  if (open) for (const name of familiar) names.add(name.toLowerCase());
  for (const { actions } of all) for (const name of actions.patterns.names) names.delete(name);
  return classesOf(names, source, question);
}

/** Each class as soon as its first member comes up. */
function* classesOf(names: ReadonlySet<string>, { granting, all }: ActionSource, question: Question): Iterable<ActionClass> {
  const classes = new Map<string, ActionClass & { readonly members: string[] }>();
  const applies = ({ actions, malformed }: LoweredStatement, id: string): string => {
    if (malformed) return '1';
    const covered = question.actions.covers(actions.patterns, id);
    return covered === undefined ? `?${id}` : covered !== actions.negated ? '1' : '0';
  };
  const isGranted = (id: string): boolean => granting.every(({ statements, unseen }) => unseen || statements.some((statement) => applies(statement, id) !== '0'));
  for (const id of names) {
    if (!/^[a-z0-9-]+:[^:*?\s]+$/.test(id) || !isGranted(id)) continue;
    const found = referenceAction(id);
    const text = found === undefined ? id : `${found.service.prefix}:${found.action.name}`;
    const shape = found === undefined ? unlistedShape : shapeOf(found.service, found.action);
    const supportsRcp = (found?.service ?? service(id.slice(0, id.indexOf(':'))))?.supportsRcp === true && id !== 'kms:retiregrant';
    const policyGuarded = id.startsWith('kms:') ? 'k' : id.startsWith('sts:') ? 's' : '';
    const grouping = `${all.map((statement) => applies(statement, id)).join('')} ${supportsRcp} ${policyGuarded}`;
    const key = `${grouping} ${shape.key}`;
    const known = classes.get(key);
    if (known !== undefined) {
      known.members.push(text);
      continue;
    }
    const made = { action: { id, text, supportsRcp }, members: [text], resources: shape.resources, onlyWildcard: shape.onlyWildcard, grouping };
    classes.set(key, made);
    yield made;
  }
}

interface Shape {
  readonly key: string;
  readonly resources: readonly Glob[];
  readonly onlyWildcard: boolean;
}

const none: Glob = glob(textParts('*'));
/** Of an action that the reference does not list, nothing is known. */
const unlistedShape: Shape = { key: '?', resources: [anyArn, none], onlyWildcard: false };
const shapes = new WeakMap<Action, Shape>();

/**
 * What an action can be asked for: ARNs of its resource types, those known beside them, and `*` where no type is required.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
function shapeOf(owner: Service, action: Action): Shape {
  let shape = shapes.get(action);
  if (shape === undefined) {
    const unlisted = unlistedResources(`${owner.prefix}:${action.name}`, action.resourceTypes.length);
    const arns = [...action.resourceTypes.flatMap(({ name }) => owner.resourceTypes.get(name.toLowerCase())?.arnPatterns ?? []), ...unlisted.arnPatterns];
    const onlyWildcard = action.resourceTypes.length === 0 && unlisted.arnPatterns.length === 0;
    // The shortest first: a bucket's object makes a plainer witness than that of an access point.
    const templates = [...new Set(arns)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    // Where no resource is required, the request may name none; leaving that out could prove too much.
    const optional = action.resourceTypes.every(({ required }) => !required);
    const resources = [...templates.flatMap(arnGlobs), ...(unlisted.anyOfService ? [anyArn] : []), ...(optional ? [none] : [])];
    shape = { key: `${templates.join(' ')}${unlisted.anyOfService ? ' arn' : ''}${optional ? ' *' : ''}`, resources, onlyWildcard };
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
