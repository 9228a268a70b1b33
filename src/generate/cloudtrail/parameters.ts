/**
 * Parameters that can name a resource, by the end of their lower-case names: a pattern that reads the same in
 * JavaScript and in Athena's SQL, since both sides keep these and no others. `set` and `request` are containers of
 * Amazon EC2 (`instancesSet`), and many others hold roles, as `overrides` of tasks in Amazon ECS do; the
 * `x-amz-…` ones are headers that need an action of their own in Amazon S3, as tags do elsewhere, and `statement`s name
 * tables in PartiQL.
 */
export const KEPT_PARAMETERS =
  '(id|ids|name|names|arn|arns|identifier|identifiers|key|url|path|uuid|alias|application|bucket|cluster|definition|domain|environment|family|function|group|profile|project|queue|repository|resource|resources|role|roles|rule|service|stream|table|task|set|request|configuration|containerproperties|launchtemplate|pipeline|target|targets|overrides|httpmethod|statuscode|tags|sourceidentity|statement|statements|specification|config|channel|settings|recorder|selection|payload|namespace|acl|tagging|copy-source|legal-hold|retain-until-date|object-lock-enabled|object-ownership)$';

/** Parameters that are lists or objects of objects, which are kept whole. */
export const KEPT_CONTAINERS = '(set|request|configuration|containerproperties|launchtemplate|pipeline|target|targets|overrides|statements|specification|profile|roles|resources|config|channel|settings|recorder|selection|payload)$';

/** What was kept of an event's request parameters. */
export type EventParameters = Readonly<Record<string, unknown>>;

const kept = new RegExp(KEPT_PARAMETERS);
const containers = new RegExp(KEPT_CONTAINERS);

/** The parameters that can name a resource. An object is kept only where it is a known container. */
export function keptParameters(parameters: unknown): EventParameters {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return {};
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => isKept(name.toLowerCase(), value)));
}

function isKept(lowerCaseName: string, value: unknown): boolean {
  if (!kept.test(lowerCaseName)) return false;
  return typeof value !== 'object' || value === null || Array.isArray(value) || containers.test(lowerCaseName);
}

export interface NamedText {
  /** As the event has it: `functionName`. */
  readonly name: string;
  readonly value: string;
  /** How many containers it stands in. */
  readonly depth: number;
}

/** Containers are a few levels deep: `instancesSet.items[0].imageId`. */
const DEEPEST = 5;

/** Every text among the parameters, but those of tags, with the name it stands under; items of a list under the list's. */
export function namedTexts(parameters: EventParameters): readonly NamedText[] {
  const found: NamedText[] = [];
  const visit = (name: string, value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      if (value !== '') found.push({ name, value, depth });
    } else if (Array.isArray(value)) {
      for (const item of value) if (!Array.isArray(item)) visit(name, item, depth);
    } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
      for (const [inner, item] of Object.entries(value)) visit(inner, item, depth + 1);
    }
  };
  for (const [name, value] of Object.entries(parameters)) if (name !== 'tags') visit(name, value, 0);
  return found;
}
