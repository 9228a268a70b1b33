import { action as referenceAction, service } from '../reference/services.ts';
import { unlistedResources } from '../reference/unlisted-resources.ts';

/** What the service reference tells of an action that its evaluation depends on. */
export interface ActionFacts {
  /** It supports no resource type, nor names anything else, so AWS only ever authorizes it against `*`. */
  readonly onlyWildcard: boolean;
  readonly supportsRcp: boolean;
}

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 *
 * @param action in lower case
 */
export function actionFacts(action: string): ActionFacts {
  const found = referenceAction(action);
  return {
    onlyWildcard: found?.action.resourceTypes.length === 0 && unlistedResources(`${found.service.prefix}:${found.action.name}`, 0).arnPatterns.length === 0,
    supportsRcp: found?.service.supportsRcp ?? service(action.slice(0, action.indexOf(':')))?.supportsRcp ?? false,
  };
}
