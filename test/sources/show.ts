import { lineIndex } from '../../src/model/line-index.ts';
import type { LocatedNode } from '../../src/model/located.ts';
import type { Location } from '../../src/model/location.ts';
import type { PolicyAttachment, SourceFile, SourcePolicy, SourcePrincipal } from '../../src/model/policy-source.ts';
import { displayText } from '../../src/model/unknown-value.ts';

/** A JSON value that says what a node says; unknown values appear as `${Name}`. */
export function plain(node: LocatedNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    case 'array':
      return node.items.map(plain);
    case 'string':
      return displayText(node.text);
    case 'number':
      return String(Number(node.source)) === node.source ? Number(node.source) : node.source;
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    case 'unknown':
      return `\${${node.unknown.name}}${node.unknown.maybeList === true ? '…' : ''}`;
  }
}

/** What a golden file says about a source. */
export function show(file: SourceFile): unknown {
  const index = lineIndex(file.text);
  const at = (loc: Location): string => {
    if (loc.span === undefined) return loc.pointer;
    const { line, column } = index.position(loc.span.start);
    return `${line}:${column}`;
  };
  const when = (part: SourcePolicy | SourcePrincipal): string[] => (part.when ?? []).map(({ condition, value }) => (value ? condition : `not ${condition}`));
  const name = (policy: SourcePolicy): string => [`${policy.type} ${policy.label.name} at ${at(policy.loc)}`, ...when(policy)].join(', ');
  const attachment = (held: PolicyAttachment): string =>
    `${held.kind}: ${held.source === undefined ? (held.awsManagedArn ?? `unseen ${held.unseen?.name ?? ''}`) : name(held.source)}`;
  return {
    format: file.format ?? null,
    recognized: file.recognized,
    errors: file.errors.map(({ code, message, loc }) => `${at(loc)} ${code}: ${message}`),
    policies: file.policies.map((policy) => ({
      policy: name(policy),
      ...(policy.resourceType === undefined ? {} : { guards: policy.resourceType }),
      ...(policy.targets === undefined ? {} : { targets: policy.targets.map(displayText) }),
      ...(policy.endpointOf === undefined ? {} : { endpointOf: policy.endpointOf }),
      ...(policy.guards === undefined ? {} : { resources: policy.guards.map(displayText) }),
      ...(policy.label.constructPath === undefined ? {} : { constructPath: policy.label.constructPath }),
      errors: policy.errors.map(({ code, message, loc }) => `${at(loc)} ${code}: ${message}`),
      document: plain(policy.node),
    })),
    ...(file.sessions === undefined ? {} : { sessions: file.sessions.map(({ id, roleArns, policies }) => ({ session: id, roles: roleArns.map(displayText), policies: policies.map(attachment) })) }),
    principals: file.principals.map((principal) => ({
      principal: [`${principal.kind} ${principal.id}`, ...when(principal)].join(', '),
      arn: displayText(principal.arn),
      attachments: principal.attachments.map(attachment),
      ...(principal.boundary === undefined ? {} : { boundary: attachment(principal.boundary) }),
      ...(principal.trust === undefined ? {} : { trust: name(principal.trust) }),
      partial: principal.partial,
    })),
  };
}
