import { action as knownAction } from '../../reference/index.ts';
import { passedTo } from '../passed-to.ts';
import type { TrailEvent } from './event.ts';
import { namedTexts, type NamedText } from './parameters.ts';

/** A role that a call passed; CloudTrail has no event for passing: it follows from the call. */
export interface PassedRole {
  readonly arn: string;
  /** Its service principal; empty where it is not known here. */
  readonly service: string;
}

/** What may be passed along, and why that is not told here. */
export interface UnclearRole {
  readonly kind: 'role' | 'instance profile' | 'task definition';
  readonly name: string;
  readonly why: string;
}

export interface PassedRoles {
  readonly roles: readonly PassedRole[];
  readonly unclear: readonly UnclearRole[];
}

const NONE: PassedRoles = { roles: [], unclear: [] };

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/(?!aws-service-role\/)./;

/** A role by its name alone, which some services take. */
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const NAMES_ROLE = /role(name|arn)?s?$/i;

/** The roles that the parameters of a call pass along with an action. Reading something passes none. */
export function passedRoles(action: string, event: TrailEvent): PassedRoles {
  const [prefix = '', operation = ''] = action.split(':');
  const entry = knownAction(action)?.action;
  if (entry === undefined || entry.accessLevel === 'Read' || entry.accessLevel === 'List' || prefix === 'iam' || prefix === 'sts') return NONE;
  const declared = [...entry.dependentActions, ...entry.resourceTypes.flatMap(({ dependentActions }) => dependentActions)].includes('iam:PassRole');
  const texts = namedTexts(event.parameters);
  const roles: PassedRole[] = [];
  const unclear: UnclearRole[] = [];
  for (const { name, value } of texts) {
    if (ROLE.test(value)) {
      const service = passedTo(prefix, name, operation);
      if (service !== undefined || (declared && /role/i.test(name))) roles.push({ arn: value, service: service ?? '' });
      else if (/role/i.test(name)) unclear.push({ kind: 'role', name: value, why: 'whether the call passes it is not known here: if it does, `iam:PassRole` on it is needed too' });
    } else if (declared && NAMES_ROLE.test(name) && ROLE_NAME.test(value)) {
      unclear.push({ kind: 'role', name: value, why: 'the call names it without its path: `iam:PassRole` on it is needed too' });
    }
  }
  return { roles, unclear: declared ? [...unclear, ...instanceProfiles(event), ...taskDefinitions(action, texts)] : unclear };
}

/** What has roles that are passed, and that the event doesn't name. */
function holding(kind: UnclearRole['kind'], { value }: NamedText): UnclearRole {
  return { kind, name: value, why: 'the call passes its roles, which the event does not name: `iam:PassRole` on them is needed too' };
}

function instanceProfiles({ parameters }: TrailEvent): readonly UnclearRole[] {
  const profile = parameters['iamInstanceProfile'];
  return profile === undefined ? [] : namedTexts({ profile }).map((text) => holding('instance profile', text));
}

/**
 * A task is run with the roles of its definition, but for those that the call overrides.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html
 */
function taskDefinitions(action: string, texts: readonly NamedText[]): readonly UnclearRole[] {
  if (action !== 'ecs:RunTask' && action !== 'ecs:StartTask') return [];
  const isOverridden = ['taskRoleArn', 'executionRoleArn'].every((role) => texts.some(({ name }) => name === role));
  return isOverridden ? [] : texts.filter(({ name }) => name === 'taskDefinition').map((text) => holding('task definition', text));
}
