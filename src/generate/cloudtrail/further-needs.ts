import type { ActionNeed } from './needed-actions.ts';
import { namedTexts, type EventParameters } from './parameters.ts';

const TAGS_OF_SESSIONS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html';
const SOURCE_IDENTITY = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html';
const TAGS_OF_EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html';

/** What an operation of AWS STS or Amazon EC2 needs beside its own action, by its parameters. */
export function furtherNeeds(prefix: string, name: string, parameters: EventParameters): readonly ActionNeed[] {
  if (prefix === 'sts') {
    return [
      ...(parameters['tags'] === undefined ? [] : [{ action: 'sts:TagSession', page: TAGS_OF_SESSIONS }]),
      ...(parameters['sourceIdentity'] === undefined ? [] : [{ action: 'sts:SetSourceIdentity', page: SOURCE_IDENTITY }]),
    ];
  }
  const tagged = parameters['tagSpecificationSet'];
  if (tagged === undefined) return [];
  const types = namedTexts({ tagged }).flatMap((text) => (text.name === 'resourceType' ? [text.value.toLowerCase()] : []));
  return [{ action: 'ec2:CreateTags', ...(types.length === 0 ? {} : { types: [...new Set(types)] }), condition: ['ec2:CreateAction', name], page: TAGS_OF_EC2 }];
}

/** Operations that tag are their own permission. */
const TAGGING = /^(?:Tag|Untag|AddTags|CreateTags|RemoveTags|DeleteTags|PutTags)/;

/** Whether an event sets tags with something else, which services may check as an action of its own. */
export function setsTags({ name, parameters }: { readonly name: string; readonly parameters: EventParameters }): boolean {
  return parameters['tags'] !== undefined && !TAGGING.test(name);
}
