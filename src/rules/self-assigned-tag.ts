import type { Pattern } from '../model/pattern.ts';
import type { ConditionTest, Statement } from '../model/policy.ts';
import { arnPatternsOf } from '../reference/actions.ts';
import { arnTemplatePattern } from '../reference/arn-templates.ts';
import { action } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { arnPattern, arnsMeet } from './support/arn-meet.ts';
import { demands, traitsOf } from './support/condition-tests.ts';
import type { ActionEntryView, StatementView } from './support/statement-view.ts';
import { isWithheld } from './support/withheld.ts';

/** Tags that begin with `aws:` are AWS's own to set. */
const RESOURCE_TAG = /^[a-z0-9-]+:resourcetag\/(?!aws:).+$/;

const SETS_TAGS = /^(?!.*(?:untag|delete|remove)).*tag/i;

const PRINCIPAL_TAG = /^aws:principaltag\/(?!aws:).+$/;

/** Actions with which users and roles are tagged. */
const TAGS_PRINCIPALS: ReadonlySet<string> = new Set(['iam:TagUser', 'iam:TagRole']);

/** Conditions that keep a tagging action from setting a tag of choice on a resource of choice. */
const LIMITS_TAGGING = /^(?:aws:(?:tagkeys|requesttag\/.*|resourcetag\/.*)|[a-z0-9-]+:(?:resourcetag\/.*|createaction))$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'self-assigned-tag',
    docs: {
      summary: 'access by the tag of a resource, for someone who may set that tag',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html'],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    policyTypes: ['identity'],
    messages: {
      principal: {
        text: 'the same policy allows `{{action}}` without a limit on tags, so its holder can give itself the tag `{{tag}}` and then do this: limit that action with `aws:TagKeys`, or to other principals',
      },
      settable: {
        text: 'the same policy allows `{{action}}` without a limit on tags, so its holder can put `{{tag}}` on any resource and then use it: limit that action with `aws:TagKeys` or `aws:ResourceTag`',
      },
    },
  },
  create: (context) => ({
    policy(_policy, statements) {
      const allows = statements.filter((view) => view.statement.effect === 'Allow');
      const guards = allows.flatMap((guarded) =>
        [RESOURCE_TAG, PRINCIPAL_TAG].flatMap((key) => {
          const test = guarded.tests.find((candidate) => key.test(candidate.key.id) && demands(candidate));
          return test === undefined ? [] : [{ guarded, test, ofPrincipal: key === PRINCIPAL_TAG }];
        }),
      );
      if (guards.length === 0) return;
      const services = new Set(guards.flatMap(({ guarded, ofPrincipal }) => (ofPrincipal ? ['iam'] : servicesOfResources(guarded))));
      const tagging = allows.flatMap((view) => taggingOf(view, services));
      for (const { guarded, test, ofPrincipal } of guards) {
        const tag = tagName(test);
        const tool = tagging.find((candidate) => (ofPrincipal ? reachesSelf(candidate, guarded) : reaches(candidate, guarded)) && !isWithheld(candidate.action, candidate.view.statement, context.source, (deny) => keepsTag(deny, tag) && !spares(deny, guarded)));
        if (tool === undefined) continue;
        context.report({
          messageId: ofPrincipal ? 'principal' : 'settable',
          data: { action: tool.action, tag },
          loc: test.key.loc,
          related: [{ message: `\`${tool.action}\` is allowed here`, loc: tool.entry.entry.loc }],
        });
      }
    },
  }),
});

interface Tagging {
  readonly view: StatementView;
  readonly entry: ActionEntryView;
  readonly service: string;
  readonly action: string;
}

/** Tagging actions that a statement allows without a condition on tags. One that allows the whole service is no tool to get at more of it. */
function taggingOf(view: StatementView, services: ReadonlySet<string | undefined>): readonly Tagging[] {
  if (view.statement.action.kind !== 'Action' || !view.conditionsKnown || view.tests.some((test) => LIMITS_TAGGING.test(test.key.id))) return [];
  return view.actions.flatMap((entry) => {
    const { service, text, all, names } = entry;
    if (all || service === undefined || !services.has(service) || text === undefined || text.endsWith(':*') || /[*?]/.test(service)) return [];
    const tags = names.filter((name) => SETS_TAGS.test(name) && action(name)?.action.accessLevel === 'Tagging');
    return tags.map((name) => ({ view, entry, service, action: name }));
  });
}

/** Whether a Deny leaves out something that the guarded statement is about. */
function spares({ resource }: Statement, { resources }: StatementView): boolean {
  return resource?.kind === 'NotResource' && resource.entries.some(({ pattern }) => resources.some(({ entry }) => arnsMeet(pattern, entry.pattern)));
}

/** Whether a Deny of tagging is one of this tag: without a condition, or with one on the tags that spares others, or on the resource; it may spare other callers. */
function keepsTag({ conditions }: Statement, tag: string): boolean {
  const ofTag = conditions.map((condition) => condition.kind !== 'test' || isOnTag(condition, tag.toLowerCase()));
  return conditions.length === 0 || (ofTag.includes(true) && conditions.every((condition, index) => ofTag[index] === true || (condition.kind === 'test' && sparesCallers(condition))));
}

function isOnTag(test: ConditionTest, wanted: string): boolean {
  const { id } = test.key;
  if (id.startsWith('aws:requesttag/')) return id === `aws:requesttag/${wanted}`;
  if (id !== 'aws:tagkeys') return LIMITS_TAGGING.test(id);
  return traitsOf(test).negated || test.values.some(({ pattern }) => pattern.parts.some((part) => part.kind !== 'literal') || pattern.text.toLowerCase() === wanted);
}

function sparesCallers(test: ConditionTest): boolean {
  return /^aws:(?:principal|userid$|username$)/.test(test.key.id) && traitsOf(test).negated;
}

/** The services of the ARNs that the actions of a statement are about: sessions are started on instances of Amazon EC2. */
function servicesOfResources({ actions }: StatementView): readonly string[] {
  return actions.flatMap(({ names }) => names.flatMap((name) => arnPatternsOf(name).map(serviceOf)));
}

function serviceOf(arn: string): string {
  return arn.split(':', 3)[2] ?? '';
}

/** Whether the holder of the policy may be among the principals that it may tag. */
function reachesSelf({ view, action: tags }: Tagging, guarded: StatementView): boolean {
  if (view === guarded || !TAGS_PRINCIPALS.has(tags) || view.statement.resource?.kind !== 'Resource') return false;
  return view.resources.some(({ entry: { pattern } }) => pattern.parts.some((part) => part.kind === 'anyRun' || (part.kind === 'variable' && part.key.toLowerCase() === 'aws:username')));
}

function reaches({ view, service }: Tagging, guarded: StatementView): boolean {
  if (view === guarded || guarded.statement.action.kind !== 'Action') return false;
  if (view.statement.resource?.kind !== 'Resource' || guarded.statement.resource?.kind !== 'Resource') return false;
  const formats = formatsOf(guarded, service);
  return view.resources.some(({ entry: tagged }) =>
    guarded.resources.some(
      ({ entry: used }) =>
        arnsMeet(tagged.pattern, used.pattern) && formats.some((format) => arnsMeet(tagged.pattern, format) && arnsMeet(used.pattern, format)),
    ),
  );
}

/** The ARN formats of one service that the actions of a statement are about. */
function formatsOf({ actions }: StatementView, service: string): readonly Pattern[] {
  const texts = actions.flatMap(({ names }) => names.flatMap(arnPatternsOf)).filter((text) => serviceOf(text) === service);
  return Array.from(new Set(texts), (text) => arnPattern(arnTemplatePattern(text)));
}

function tagName({ key }: ConditionTest): string {
  return key.text.slice(key.text.indexOf('/') + 1);
}
