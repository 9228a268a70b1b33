import { action as referenceAction, service } from '../reference/services.ts';

/** What the service reference tells of an action that its evaluation depends on. */
export interface ActionFacts {
  /** It supports no resource type, so AWS only ever authorizes it against `*`. */
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
    onlyWildcard: found?.action.resourceTypes.length === 0,
    supportsRcp: found?.service.supportsRcp ?? service(action.slice(0, action.indexOf(':')))?.supportsRcp ?? false,
  };
}
