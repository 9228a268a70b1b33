import { member, type LocatedNode, type LocatedObject } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { managedPolicy } from '../../reference/index.ts';
import { call, list, object, text } from '../build-node.ts';
import { membersOf, plainText } from '../cloudformation/template.ts';
import { SAM_POLICY_TEMPLATES, type TemplateGrant } from './policy-templates.ts';
import { own } from '../own.ts';
import { isNoValue } from './grants.ts';

/** What the `Policies` of a function or state machine become in its role. */
export interface RolePolicies {
  readonly managed: readonly LocatedNode[];
  readonly inline: readonly LocatedNode[];
}

type Report = (error: SourceError) => void;

/**
 * Sorts the entries of `Policies`: names and ARNs of managed policies, policy documents, SAM policy
 * templates, one or a list of them, conditions around them.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function rolePolicies(policies: LocatedNode | undefined, name: string, report: Report): RolePolicies {
  if (policies === undefined || policies.kind === 'null') return { managed: [], inline: [] };
  const entries = policies.kind === 'array' ? policies.items : policyEntries(policies);
  const managed: LocatedNode[] = [];
  const inline: LocatedNode[] = [];
  for (const [index, entry] of entries.entries()) {
    const sorted = sortEntry(entry, report);
    if (sorted.managed !== undefined) managed.push(sorted.managed);
    if (sorted.document !== undefined) {
      inline.push(withName(sorted.document, `${name}Policy${index}`));
    }
  }
  return { managed, inline };
}

/** A document's name goes around it, inside of the conditions: `Fn::If` chooses among entries of `Policies`. */
function withName(document: LocatedNode, name: string): LocatedNode {
  const branches = member(document, 'Fn::If');
  if (branches?.kind === 'array' && branches.items.length === 3) {
    const [condition, ...values] = branches.items;
    if (condition !== undefined) return call('Fn::If', list([condition, ...values.map((value) => withName(value, name))], branches.loc), document.loc);
  }
  return isNoValue(document) ? document : object({ PolicyName: text(name, document.loc), PolicyDocument: document }, document.loc);
}

/** An object may name several policy templates at once. */
function policyEntries(policies: LocatedNode): readonly LocatedNode[] {
  if (policies.kind !== 'object' || policies.members.length < 2) return [policies];
  const isTemplates = policies.members.every(({ key }) => own(SAM_POLICY_TEMPLATES, key) !== undefined);
  return isTemplates ? policies.members.map((entry): LocatedObject => ({ kind: 'object', members: [entry], loc: entry.value.loc })) : [policies];
}

interface Sorted {
  readonly managed?: LocatedNode;
  readonly document?: LocatedNode;
}

function sortEntry(entry: LocatedNode, report: Report): Sorted {
  if (entry.kind === 'string') return { managed: managedArn(entry) };
  if (entry.kind !== 'object') return entry.kind === 'unknown' ? { managed: entry, document: entry } : { document: entry };
  const branches = member(entry, 'Fn::If');
  if (branches?.kind === 'array' && branches.items.length === 3) return sortBranches(entry, branches.items, report);
  if (isNoValue(entry)) return {};
  const [only] = entry.members;
  // Any other function gives a text: the ARN of a managed policy.
  if (only !== undefined && /^(?:Ref$|Fn::)/.test(only.key)) return { managed: entry };
  if (member(entry, 'Statement') !== undefined || only === undefined) return { document: entry };
  if (member(entry, 'Effect') !== undefined) return { document: object({ Version: text('2012-10-17', entry.loc), Statement: entry }, entry.loc) };
  const grants = own(SAM_POLICY_TEMPLATES, only.key);
  if (grants !== undefined && entry.members.length === 1) return { document: expand(grants, only.value, entry) };
  report({ code: 'unresolved-reference', message: `\`${only.key}\` is no SAM policy template that is known here`, loc: only.keyLoc });
  const unknown = { name: `${only.key} at ${entry.loc.pointer}`, reason: 'policy template that is not known', shape: { kind: 'anyText' }, maybeList: true } as const;
  return { document: { kind: 'unknown', unknown, loc: entry.loc } };
}

/** Each branch may be a managed policy or a document: it is chosen in both places. */
function sortBranches(entry: LocatedNode, items: readonly LocatedNode[], report: Report): Sorted {
  const [condition, ...branches] = items;
  if (condition === undefined) return {};
  const sorted = branches.map((branch) => sortEntry(branch, report));
  const none = call('Ref', text('AWS::NoValue', entry.loc), entry.loc);
  const choose = (values: readonly (LocatedNode | undefined)[]): LocatedNode | undefined =>
    values.every((value) => value === undefined) ? undefined : call('Fn::If', list([condition, ...values.map((value) => value ?? none)], entry.loc), entry.loc);
  const managed = choose(sorted.map((branch) => branch.managed));
  const document = choose(sorted.map((branch) => branch.document));
  return { ...(managed === undefined ? {} : { managed }), ...(document === undefined ? {} : { document }) };
}

/** A managed policy by its bare name, which SAM looks up. */
function managedArn(entry: LocatedNode): LocatedNode {
  const name = plainText(entry);
  if (name === undefined || name.startsWith('arn:')) return entry;
  const arn = knownArn(name);
  return arn === undefined ? entry : text(arn, entry.loc);
}

function knownArn(name: string): string | undefined {
  try {
    return managedPolicy(name)?.arn;
  } catch {
    // Without its data the reference knows no names; the policy stays unseen under the name given.
    return undefined;
  }
}

function expand(grants: readonly TemplateGrant[], parameters: LocatedNode, { loc }: LocatedNode): LocatedNode {
  const values = object(Object.fromEntries(membersOf(parameters).map(({ key, value }) => [key, value])), parameters.loc);
  const fill = (template: string): LocatedNode =>
    template.includes('${') ? call('Fn::Sub', list([text(template, loc), values], loc), loc) : text(template, loc);
  const statements = grants.map(({ actions, resources, equals }) =>
    object(
      {
        Effect: text('Allow', loc),
        Action: list(actions.map((action) => text(action, loc)), loc),
        Resource: list(resources.map(fill), loc),
        Condition:
          equals === undefined
            ? undefined
            : object({ StringEquals: object(Object.fromEntries(Object.entries(equals).map(([key, value]) => [key, fill(value)])), loc) }, loc),
      },
      loc,
    ),
  );
  return object({ Version: text('2012-10-17', loc), Statement: list(statements, loc) }, loc);
}
