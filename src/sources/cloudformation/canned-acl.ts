import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { knownText } from '../../model/unknown-value.ts';
import { call, list, object, text } from '../build-node.ts';
import { own } from '../own.ts';
import { scalarText } from '../text/text-pieces.ts';
import type { Resolver } from './resolver.ts';
import { plainText, type TemplateResource } from './template.ts';

/** What a group outside of the account may do with a bucket by its canned ACL. */
interface AclGrant {
  readonly actions: readonly string[];
  /** Behind the bucket's ARN. */
  readonly below: string;
}

const READ: AclGrant = { actions: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'], below: '' };
const WRITE: AclGrant = { actions: ['s3:PutObject'], below: '/*' };

/**
 * Those of the canned ACLs that let in everybody, or everybody with an AWS account. The others are about
 * the owner, EC2 and the delivery of logs.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
const CANNED: Readonly<Partial<Record<string, { readonly grants: readonly AclGrant[]; readonly signed?: true }>>> = {
  PublicRead: { grants: [READ] },
  PublicReadWrite: { grants: [READ, WRITE] },
  AuthenticatedRead: { grants: [READ], signed: true },
};

/**
 * The policy that a bucket's canned ACL comes to; undefined for one that lets in nobody, and where ACLs
 * are disabled or ignored. A policy that isn't known for an ACL that isn't.
 */
export function cannedAcl(raw: LocatedNode, bucket: TemplateResource, resolver: Resolver): LocatedNode | undefined {
  const node = resolver.resolve(raw);
  if (node === undefined || isDisabled(bucket, resolver)) return undefined;
  const unread = scalarText(node);
  const name = unread === undefined ? undefined : knownText(unread);
  if (name === undefined) return mayBePublic(node) ? node : undefined;
  const canned = own(CANNED, name);
  return canned === undefined ? undefined : resolver.resolve(documentFor(canned, bucket, node.loc));
}

function mayBePublic(node: LocatedNode): boolean {
  return node.kind === 'unknown' && (node.unknown.shape.kind !== 'oneOf' || node.unknown.shape.values.some((value) => own(CANNED, value) !== undefined));
}

function documentFor({ grants, signed }: { readonly grants: readonly AclGrant[]; readonly signed?: true }, { logicalId }: TemplateResource, loc: Location): LocatedNode {
  const bucket = call('Fn::GetAtt', list([text(logicalId, loc), text('Arn', loc)], loc), loc);
  const statements = grants.map(({ actions, below }) =>
    object(
      {
        Effect: text('Allow', loc),
        Principal: text('*', loc),
        Action: list(actions.map((action) => text(action, loc)), loc),
        Resource: below === '' ? bucket : call('Fn::Join', list([text('', loc), list([bucket, text(below, loc)], loc)], loc), loc),
        // Whoever signs a request has an account; anonymous callers have none.
        Condition: signed === true ? object({ Null: object({ 'aws:PrincipalAccount': text('false', loc) }, loc) }, loc) : undefined,
      },
      loc,
    ),
  );
  return object({ Version: text('2012-10-17', loc), Statement: list(statements, loc) }, loc);
}

/** Ownership that is enforced disables ACLs; a block can make S3 ignore public ones. */
function isDisabled({ properties }: TemplateResource, resolver: Resolver): boolean {
  const rules = member(member(properties, 'OwnershipControls'), 'Rules');
  const [rule] = rules?.kind === 'array' ? rules.items : [];
  const ownership = member(rule, 'ObjectOwnership');
  const ignored = member(member(properties, 'PublicAccessBlockConfiguration'), 'IgnorePublicAcls');
  const enforced = ownership === undefined ? undefined : resolver.resolve(ownership);
  const isIgnored = ignored === undefined ? undefined : resolver.resolve(ignored);
  return plainText(enforced) === 'BucketOwnerEnforced' || (isIgnored?.kind === 'boolean' ? isIgnored.value : plainText(isIgnored)?.toLowerCase() === 'true');
}
