import { FALSE, TRUE, type Formula } from './formula.ts';
import type { Layer, Layers } from './layers.ts';
import { globOf } from './patterns.ts';
import { anyNaming, naming, type Caller, type Naming } from './principal.ts';
import { opaque, type Question } from './question.ts';
import type { Asked } from './scenario.ts';
import { lowerStatement, resourceDimension, type LoweredStatement } from './statement.ts';
import { glob, textParts } from './text/glob.ts';

/** The dimension of the action's name, in lower case, where the scenario leaves it open. */
export const actionDimension = '\u0000action';

/** Statements as formulas; made once, used in every scenario. */
export interface LoweredLayer {
  readonly layer: Layer;
  readonly statements: readonly LoweredStatement[];
}

export interface LoweredLayers {
  readonly identity: LoweredLayer | undefined;
  readonly boundary: LoweredLayer | undefined;
  readonly session: LoweredLayer | undefined;
  readonly resource: LoweredLayer | undefined;
  readonly endpoint: LoweredLayer | undefined;
  readonly serviceControl: readonly LoweredLayer[];
  readonly resourceControl: readonly LoweredLayer[];
}

export function lowerLayers(layers: Layers, question: Question): LoweredLayers {
  const lower = (layer: Layer): LoweredLayer => ({ layer, statements: layer.statements.map((reference) => lowerStatement(reference, question)) });
  const maybe = (layer: Layer | undefined): LoweredLayer | undefined => (layer === undefined ? undefined : lower(layer));
  return {
    identity: maybe(layers.identity),
    boundary: maybe(layers.boundary),
    session: maybe(layers.session),
    resource: maybe(layers.resource),
    endpoint: maybe(layers.endpoint),
    serviceControl: layers.serviceControl.map(lower),
    resourceControl: layers.resourceControl.map(lower),
  };
}

/**
 * That a request of the scenario is allowed: an explicit deny anywhere wins; otherwise every limiting
 * layer has to allow, and an identity-based or resource-based policy has to grant.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function allowed(layers: LoweredLayers, asked: Asked, question: Question): Formula {
  const { formulas } = question;
  const caller: Caller = { principal: asked.principal, hasBoundary: layers.boundary !== undefined };
  const scpBinds = bindsServiceControl(caller);
  const rcpBinds = layers.resourceControl.length === 0 ? FALSE : bindsResourceControl(asked, question);
  const denials: Formula[] = [];
  const limits: Formula[] = [];
  const deny = (layer: LoweredLayer, when: Formula = TRUE): void => {
    denials.push(formulas.and([when, effectOf(layer, 'Deny', caller, asked, question)]));
  };
  for (const layer of [layers.identity, layers.boundary, layers.session, layers.resource, layers.endpoint]) if (layer !== undefined) deny(layer);
  for (const layer of layers.serviceControl) {
    if (!scpBinds) continue;
    deny(layer);
    limits.push(effectOf(layer, 'Allow', caller, asked, question));
  }
  for (const layer of layers.resourceControl) deny(layer, rcpBinds);
  if (layers.endpoint !== undefined) limits.push(effectOf(layers.endpoint, 'Allow', caller, asked, question));
  return formulas.and([granted(layers, caller, asked, question), ...limits, ...denials.map((denial) => formulas.not(denial))]);
}

/** What control policies ask of a caller whatever the action is: of a request that is allowed, all of it is true. */
export function callerGates({ serviceControl, boundary }: LoweredLayers, asked: Asked, question: Question): readonly Formula[] {
  const caller: Caller = { principal: asked.principal, hasBoundary: boundary !== undefined };
  if (!bindsServiceControl(caller)) return [];
  return serviceControl.flatMap((layer) =>
    layer.statements.every(({ actions, malformed }) => actions.everything && !malformed) && layer.layer.unseen.length === 0 ? [effectOf(layer, 'Allow', caller, asked, question)] : [],
  );
}

function granted(layers: LoweredLayers, caller: Caller, asked: Asked, question: Question): Formula {
  const { formulas } = question;
  const { principal } = caller;
  const allow = (layer: LoweredLayer | undefined): Formula => (layer === undefined ? TRUE : effectOf(layer, 'Allow', caller, asked, question));
  const named = layers.resource === undefined ? undefined : grants(layers.resource, caller, asked, question);
  // Services, identity providers, anonymous and canonical users have no policies of their own.
  if (!hasAccount(caller)) return named?.direct ?? FALSE;
  const narrowed = formulas.and([principal.kind === 'root' ? TRUE : allow(layers.boundary), allow(layers.session)]);
  const identity = identityGrant(layers, caller, asked, question);
  // An absent layer does not limit: whether the caller's own policies allow is not asked where none were given.
  const own = layers.identity === undefined && principal.kind !== 'federatedUser' ? TRUE : identity;
  const callerAllows = formulas.and([own, narrowed]);
  if (!asked.sameAccount) return named === undefined ? FALSE : formulas.and([callerAllows, anyNaming(question, named)]);
  const resourceSide =
    named === undefined
      ? FALSE
      : formulas.or([named.direct, formulas.and([named.role, narrowed]), formulas.and([named.account, callerAllows])]);
  const suffices = layers.resource === undefined ? TRUE : formulas.not(isPolicyGuarded(asked, question));
  return formulas.or([resourceSide, formulas.and([suffices, identity, narrowed])]);
}

function hasAccount({ principal }: Caller): boolean {
  switch (principal.kind) {
    case 'anonymous':
    case 'federated':
    case 'service':
    case 'canonicalUser':
      return false;
    case 'otherArn':
      return principal.accountId !== undefined;
    case 'root':
    case 'user':
    case 'roleSession':
    case 'federatedUser':
      return true;
  }
}

/** The root user needs no policy; a federated user has nothing without session policies. */
function identityGrant(layers: LoweredLayers, caller: Caller, asked: Asked, question: Question): Formula {
  if (caller.principal.kind === 'root') return TRUE;
  if (layers.identity === undefined) return FALSE;
  if (caller.principal.kind === 'federatedUser' && layers.session === undefined) return FALSE;
  return effectOf(layers.identity, 'Allow', caller, asked, question);
}

/** What a resource-based policy allows, by how it names the caller. */
function grants(layer: LoweredLayer, caller: Caller, asked: Asked, question: Question): Naming {
  const { formulas } = question;
  const ways: Naming[] = [];
  for (const lowered of layer.statements) {
    if (lowered.reference.statement.effect !== 'Allow') continue;
    const named = naming(lowered.reference, caller, question);
    const body = formulas.and([actionOf(lowered, asked, question), lowered.body]);
    if (lowered.malformed) ways.push({ direct: body, role: FALSE, account: FALSE });
    else ways.push({ direct: formulas.and([named.direct, body]), role: formulas.and([named.role, body]), account: formulas.and([named.account, body]) });
  }
  return {
    direct: formulas.or([...ways.map(({ direct }) => direct), ...unseenOf(layer, 'Allow', question)]),
    role: formulas.or(ways.map(({ role }) => role)),
    account: formulas.or(ways.map(({ account }) => account)),
  };
}

/** Whether any statement of the layer has this effect on the request. */
export function effectOf(layer: LoweredLayer, effect: 'Allow' | 'Deny', caller: Caller, asked: Asked, question: Question): Formula {
  const { formulas } = question;
  const ways: Formula[] = [];
  for (const lowered of layer.statements) {
    if (lowered.reference.statement.effect !== effect) continue;
    const action = actionOf(lowered, asked, question);
    if (action === FALSE) continue;
    const named = lowered.malformed ? TRUE : anyNaming(question, naming(lowered.reference, caller, question));
    ways.push(formulas.and([named, action, lowered.body]));
  }
  return formulas.or([...ways, ...unseenOf(layer, effect, question)]);
}

function unseenOf({ layer }: LoweredLayer, effect: 'Allow' | 'Deny', question: Question): readonly Formula[] {
  return layer.unseen.map(({ unknown, loc }) =>
    opaque(question, `unseen ${effect} ${unknown.name}`, {
      construct: 'templateValue',
      message: `the template does not tell the statement \`${unknown.name}\` (${unknown.reason})`,
      loc,
    }),
  );
}

/** Whether the statement's actions cover the one that is asked. */
function actionOf({ actions, malformed, reference }: LoweredStatement, asked: Asked, question: Question): Formula {
  if (malformed || actions.everything) return TRUE;
  const { formulas } = question;
  const covered = ((): Formula => {
    const { others } = actions.patterns;
    if (asked.action === undefined) return formulas.atom({ kind: 'member', dimension: actionDimension, union: others });
    const known = question.actions.covers(actions.patterns, asked.action.id);
    if (known !== undefined) return known ? TRUE : FALSE;
    const { statement } = reference;
    return opaque(question, `action ${asked.action.id} ${others.id}`, {
      construct: 'templateValue',
      message: 'the template does not tell all actions of the statement',
      statement: reference,
      loc: statement.action.loc,
    });
  })();
  return actions.negated ? formulas.not(covered) : covered;
}

/**
 * Roles and keys: their policies have to let the caller in, in its own account too.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
function isPolicyGuarded(asked: Asked, question: Question): Formula {
  const { formulas, unions } = question;
  const resource = (text: string): Formula => formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of([globOf(text)]) });
  const isService = (prefix: string): Formula => {
    if (asked.action !== undefined) return asked.action.id.startsWith(prefix) ? TRUE : FALSE;
    return formulas.atom({ kind: 'member', dimension: actionDimension, union: unions.of([globOf(`${prefix}*`)]) });
  };
  const noneInParticular = formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of([glob(textParts('*'))]) });
  const key = formulas.and([isService('kms:'), formulas.not(noneInParticular)]);
  return formulas.or([key, formulas.and([isService('sts:'), resource('arn:*:iam:*:*:role/*')])]);
}

/**
 * SCPs bind the users and roles of member accounts, root included; not services, not callers without an
 * account, not service-linked roles.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function bindsServiceControl({ principal }: Caller): boolean {
  switch (principal.kind) {
    case 'service':
    case 'federated':
    case 'anonymous':
      return false;
    case 'roleSession':
      return !isServiceLinked(principal.roleArn);
    case 'user':
    case 'root':
    case 'federatedUser':
    case 'otherArn':
    case 'canonicalUser':
      return true;
  }
}

/**
 * RCPs bind whoever calls, for the services that support them, but for service-linked roles, AWS managed
 * keys and `kms:RetireGrant`.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function bindsResourceControl({ principal, action }: Asked, question: Question): Formula {
  const { formulas, unions } = question;
  if (principal.kind === 'roleSession' && isServiceLinked(principal.roleArn)) return FALSE;
  const supported =
    action === undefined
      ? opaque(question, 'resource control policies bind', { construct: 'resourceControlPolicies', message: 'whether RCPs bind depends on the service' })
      : action.supportsRcp && action.id !== 'kms:retiregrant'
        ? TRUE
        : FALSE;
  const managedKey = formulas.atom({ kind: 'member', dimension: resourceDimension, union: unions.of([globOf('arn:*:kms:*:*:alias/aws/*')]) });
  return formulas.and([supported, formulas.not(managedKey)]);
}

export function isServiceLinked(roleArn: string): boolean {
  return roleArn.includes(':role/aws-service-role/');
}
